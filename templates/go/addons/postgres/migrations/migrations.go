// Package migrations embeds the SQL files that change the database, in the order of their names.
package migrations

import "embed"

//go:embed *.sql
var Files embed.FS
