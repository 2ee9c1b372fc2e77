/** Family, vCPUs, constrained vCPUs, features, accelerator and version, such as `Standard_NC24ads_A100_v4`. */
const VM_SIZE =
  /^Standard_(A|B|D|DC|DS|E|EC|F|FX|G|GS|H|HB|HC|HX|L|M|NC|ND|NG|NM|NP|NV|PB)\d+(-\d+)?[a-z]*(_(?!v\d{2,}$)[a-z0-9]+)*$/i;

/**
 * Whether a name follows Azure's pattern for VM sizes. The size may still not be available in a region or subscription.
 * @see https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions
 */
export function isVmSizeName(name: string): boolean {
  return VM_SIZE.test(name);
}

/**
 * Whether machines of a size have ARM processors, such as `Standard_D4ps_v5`, on which software for x64 doesn't run.
 * @see https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions
 */
export function isArmVmSize(name: string): boolean {
  return /^Standard_[A-Z]+\d+(-\d+)?[a-z]*p[a-z]*(_|$)/i.test(name);
}
