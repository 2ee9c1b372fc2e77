/**
 * Terraform's CLI configuration that takes providers from the mirror and from nowhere else.
 * @param {string} mirror absolute path of the mirror's folder
 * @returns {string}
 */
export function cliConfig(mirror) {
  return `disable_checkpoint = true

provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ["registry.terraform.io/*/*"]
  }
}
`;
}
