// Command azapi-stub replaces a Terraform provider that is not available. It serves the real provider's schema, as
// printed by `terraform providers schema -json`, so that Terraform can check types, required and unknown arguments,
// references and the graph. It never connects to Azure; it supports resources only in deployment tests.
//
// The schema is in the file stub-schema.json next to the executable.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

func main() {
	if err := serve(); err != nil {
		fmt.Fprintln(os.Stderr, "azapi-stub:", err)
		os.Exit(1)
	}
}

func serve() error {
	executable, err := os.Executable()
	if err != nil {
		return err
	}
	text, err := os.ReadFile(filepath.Join(filepath.Dir(executable), "stub-schema.json"))
	if err != nil {
		return err
	}
	schemas, err := ParseSchemas(text)
	if err != nil {
		return err
	}
	return tf6server.Serve(schemas.Address, func() tfprotov6.ProviderServer { return NewProvider(schemas) })
}
