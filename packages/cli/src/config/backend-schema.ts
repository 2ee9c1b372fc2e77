import * as z from "zod";
import { field } from "./field.js";

const localBackend = z.strictObject({ type: z.literal("local") });

const azurermBackend = z.strictObject({
  type: z.literal("azurerm"),
  subscription: field(
    z.string().min(1),
    "Subscription of the storage account, by its name in subscriptions. Default: that of the sign-in (ARM_SUBSCRIPTION_ID).",
    { allowed: "a name in subscriptions", example: "management" },
  ).exactOptional(),
  resourceGroupName: field(
    z.string().regex(/^[\w().-]{1,90}$/),
    "Resource group of the storage account with the state.",
    {
      allowed: "the name of a resource group: 1 to 90 letters, digits, underscores, parentheses, dots and dashes",
      example: "rg-terraform-state",
    },
  ),
  storageAccountName: field(z.string().regex(/^[a-z0-9]{3,24}$/), "Storage account with the state.", {
    allowed: "3 to 24 lower-case letters and digits",
    example: "sttfstate01",
  }),
  containerName: field(z.string().regex(/^[a-z0-9][a-z0-9-]{2,62}$/), "Blob container with the state.", {
    allowed: "3 to 63 lower-case letters, digits and dashes",
    example: "tfstate",
  }),
  key: field(
    z.string().regex(/^(?=.{1,900}$)[\w./-]*\{stack\}[\w./-]*$/),
    "Name of the blob, in which {stack} is the name of the stack. Default: {stack}.tfstate.",
    { allowed: "letters, digits, _, ., - and /, with {stack} once", example: "ml/{stack}.tfstate" },
  ).exactOptional(),
  useAzureadAuth: field(
    z.boolean(),
    "Whether the state is accessed with the Entra sign-in; otherwise with an access key, which storage accounts should not allow. The principal that signs in needs Storage Blob Data Contributor.",
    { allowed: "true or false", example: "true" },
  ).default(true),
  useOidc: field(
    z.boolean(),
    "Whether the backend signs in with a token of the pipeline (OIDC) instead of a secret. Default: by the environment variable ARM_USE_OIDC, which also applies to the providers.",
    { allowed: "true or false", example: "true" },
  ).exactOptional(),
});

/** The backend of stacks. */
export const backend = (description: string) =>
  field(z.discriminatedUnion("type", [localBackend, azurermBackend]), description, {
    allowed: 'an object with "type" set to "local" or "azurerm"',
    example: '{ "type": "local" }',
  });
