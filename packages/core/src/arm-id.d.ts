import { ARM_ID_SEGMENTS, ArmId } from "@org/azure-catalog";
/**
 * Accepts the id of a resource of one type in a resource group, or an id that only Terraform knows.
 * @param resourceType ARM type, `Microsoft.Storage/storageAccounts`
 * @param fix how to get the id
 * @returns the parsed id; undefined for an id that only Terraform knows
 * @throws InvalidInputError for anything else
 */
export declare function requireArmId(scope: {
    readonly node: {
        readonly path: string;
    };
}, prop: string, value: string, resourceType: string, fix: string): ArmId | undefined;
/**
 * One part of the id of a resource in a resource group: the text if the id is known, else a Terraform expression that
 * takes it from the id.
 */
export declare function armIdPart(id: string, part: keyof typeof ARM_ID_SEGMENTS): string;
