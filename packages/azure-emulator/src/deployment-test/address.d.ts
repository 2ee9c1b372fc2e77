/** An address without the keys of instances: `module.a["x"].azurerm_subnet.pe[0]` is one of `module.a.azurerm_subnet.pe`. */
export declare function withoutKeys(address: string): string;
