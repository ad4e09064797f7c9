// Package modules names every package of another module that the app uses. From it, and from
// go.mod and go.sum, Nix fetches them before it looks at the rest of the source.
package modules

import (
	_ "github.com/gomodule/redigo/redis"
	_ "github.com/lib/pq"
)
