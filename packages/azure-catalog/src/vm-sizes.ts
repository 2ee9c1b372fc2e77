/** Families, vCPUs, constrained vCPUs, features, accelerator and version: `Standard_NC24ads_A100_v4`. */
const VM_SIZE =
  /^Standard_(A|B|D|DC|DS|E|EC|F|FX|G|GS|H|HB|HC|HX|L|M|NC|ND|NG|NM|NP|NV|PB)\d+(-\d+)?[a-z]*(_(?!v\d{2,}$)[a-z0-9]+)*$/i;

/**
 * Whether a name is formed as those of Azure's VM sizes. A region or a subscription may still not offer the size.
 * Source: Azure virtual machines, size naming conventions.
 */
export function isVmSizeName(name: string): boolean {
  return VM_SIZE.test(name);
}
