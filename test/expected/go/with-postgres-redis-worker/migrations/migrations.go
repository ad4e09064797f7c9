// Package migrations holds the changes of the database, in the order of their names.
package migrations

import "embed"

//go:embed *.sql
var Files embed.FS
