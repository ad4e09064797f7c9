// Package fresh gives tests their own database, on the server in DATABASE_URL.
package fresh

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"
	"testing"

	"my-app/internal/database"
	"my-app/internal/queue"
	"my-app/migrations"
)

// Run runs the tests of a package with a new database, and returns the exit code.
func Run(m *testing.M) int {
	server, err := database.Open()
	if err != nil {
		return failed(err)
	}
	name := "test_" + strings.ToLower(rand.Text())
	ctx := context.Background()
	if _, err := server.Exec(ctx, "CREATE DATABASE "+name); err != nil {
		return failed(err)
	}
	defer server.Close()
	defer server.Exec(ctx, "DROP DATABASE "+name+" WITH (FORCE)")

	address, err := url.Parse(os.Getenv("DATABASE_URL"))
	if err != nil {
		return failed(err)
	}
	address.Path = "/" + name
	os.Setenv("DATABASE_URL", address.String())
	if err := database.Migrate(ctx, migrations.Files, io.Discard, queue.Migrate); err != nil {
		return failed(err)
	}
	return m.Run()
}

func failed(err error) int {
	fmt.Fprintln(os.Stderr, err)
	return 1
}
