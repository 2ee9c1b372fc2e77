/** An address without the keys of instances: `module.a.azurerm_subnet.pe` for `module.a["x"].azurerm_subnet.pe[0]`. */
export function withoutKeys(address: string): string {
  return address.replace(/\[("([^"\\]|\\.)*"|[^\]]*)\]/g, "");
}
