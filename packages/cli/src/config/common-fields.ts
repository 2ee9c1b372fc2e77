import { isGuid } from "@org/aml-core/internal";
import { ArmId } from "@org/azure-catalog";
import * as z from "zod";
import { field } from "./field.js";

export const flag = (description: string, example: "true" | "false") =>
  field(z.boolean(), description, { allowed: "true or false", example });
export const days = (description: string, least: number, most: number) =>
  field(z.int().min(least).max(most), description, {
    allowed: `a whole number of days from ${least} to ${most}`,
    example: String(least),
  });
export const text = (description: string, example: string) =>
  field(z.string().min(1), description, { allowed: "a string that isn't empty", example });
export const armIdText = (type: string) =>
  z.string().refine((text) => ArmId.tryParse(text)?.hasType(type) === true && isGuid(text.split("/")[2] ?? ""));
export const armIdHelp = (type: string, example: string) => ({
  allowed: `the ARM id of a resource of the type ${type}`,
  example: `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/${example}`,
});
/** The ARM id of a resource of one type, or of a child type. */
export const armId = (description: string, type: string, example: string) =>
  field(armIdText(type), description, armIdHelp(type, example));
