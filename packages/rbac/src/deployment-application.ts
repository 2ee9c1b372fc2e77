import { Application } from "@cdktf/provider-azuread/lib/application/index.js";
import { ApplicationFederatedIdentityCredential } from "@cdktf/provider-azuread/lib/application-federated-identity-credential/index.js";
import { ServicePrincipal } from "@cdktf/provider-azuread/lib/service-principal/index.js";
import { BaseConstruct, refuse } from "@org/aml-core/internal";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { Principal } from "./principal.js";

/** A federated credential: a token of another issuer that replaces a secret. */
export interface FederatedCredential {
  /** Name, unique in the application. Part of the Terraform address. */
  readonly name: string;
  /** Issuer of the token, such as `https://token.actions.githubusercontent.com`. */
  readonly issuer: string;
  /** Subject of the token, such as `repo:contoso/platform:environment:prod`. */
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
   * Object ids of the owners of the application.
   * @default - none: only directory roles allow changing it
   */
  readonly owners?: readonly string[] | undefined;
  /**
   * Federated credentials with which a pipeline signs in as the application.
   * @default - none: sign-in is impossible until a credential is added
   */
  readonly federatedCredentials?: readonly FederatedCredential[] | undefined;
}

/**
 * The Entra application and service principal that deploy the platform.
 *
 * It never has a client secret, because that would be stored in the state. The stack needs the azuread provider.
 *
 * @throws InvalidInputError for two federated credentials with the same name
 */
export class DeploymentApplication extends BaseConstruct {
  /** The application (L1). */
  public readonly resource: Application;
  /** Its service principal (L1). */
  public readonly servicePrincipal: ServicePrincipal;
  /** The service principal as a deployment principal for bundles. */
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

  /** Dependencies for role assignments that don't use {@link principal}, which implies the dependency. */
  public get dependencies(): readonly ITerraformDependable[] {
    return [this.servicePrincipal];
  }
}
