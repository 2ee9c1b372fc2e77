import { Application } from "@cdktf/provider-azuread/lib/application/index.js";
import { ApplicationFederatedIdentityCredential } from "@cdktf/provider-azuread/lib/application-federated-identity-credential/index.js";
import { ServicePrincipal } from "@cdktf/provider-azuread/lib/service-principal/index.js";
import { refuse } from "@org/aml-core/internal";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Principal } from "./principal.js";

/** A token of another issuer that the application accepts in place of a secret. */
export interface FederatedCredential {
  /** Name, unique in the application. Part of the Terraform address. */
  readonly name: string;
  /** Who issues the token: `https://token.actions.githubusercontent.com`. */
  readonly issuer: string;
  /** Whom it is issued for: `repo:contoso/platform:environment:prod`. */
  readonly subject: string;
}

/** Props of {@link DeploymentApplication}. */
export interface DeploymentApplicationProps {
  /**
   * Display name of the application.
   * @default "sp-aml-deployment-platform"
   */
  readonly displayName?: string | undefined;
  /**
   * Object ids of who may manage the application.
   * @default - only directory roles
   */
  readonly owners?: readonly string[] | undefined;
  /**
   * How a pipeline logs in as the application.
   * @default - none: sign-in is impossible until a credential is added
   */
  readonly federatedCredentials?: readonly FederatedCredential[] | undefined;
}

/**
 * The Entra application and service principal that deploy the platform, if there is none yet.
 *
 * It never has a client secret, which would be stored in the state. The stack needs the azuread provider.
 *
 * @throws InvalidInputError for two federated credentials of one name
 */
export class DeploymentApplication extends Construct {
  /** The application (L1). */
  public readonly resource: Application;
  /** Its service principal (L1). */
  public readonly servicePrincipal: ServicePrincipal;
  /** The service principal as the deployment principal of bundles. */
  public readonly principal: Principal;

  constructor(scope: Construct, id: string, props: DeploymentApplicationProps = {}) {
    super(scope, id);
    const displayName = props.displayName ?? "sp-aml-deployment-platform";
    const owners = props.owners ? { owners: [...props.owners] } : {};
    this.resource = new Application(this, "Resource", {
      displayName,
      signInAudience: "AzureADMyOrg",
      ...owners,
    });
    this.servicePrincipal = new ServicePrincipal(this, "ServicePrincipal", {
      clientId: this.resource.clientId,
      ...owners,
    });
    for (const { name, issuer, subject } of props.federatedCredentials ?? []) {
      if (this.node.tryFindChild(`Credential-${name}`)) {
        refuse(this, "federatedCredentials", {
          value: name,
          allowed: "one credential of a name",
          fix: "use a different name for each credential",
        });
      }
      new ApplicationFederatedIdentityCredential(this, `Credential-${name}`, {
        applicationId: this.resource.id,
        displayName: name,
        issuer,
        subject,
        audiences: ["api://AzureADTokenExchange"],
      });
    }
    this.principal = Principal.deployment({ objectId: this.servicePrincipal.objectId, name: displayName });
  }

  /** Dependencies for assigning roles to it other than by {@link principal}, which depends on it already. */
  public get dependencies(): readonly ITerraformDependable[] {
    return [this.servicePrincipal];
  }
}
