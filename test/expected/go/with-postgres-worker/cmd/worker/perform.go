package main

import (
	"fmt"
	"strings"
)

// perform is what a job does: an example, to be replaced by your own. It may be done twice.
func perform(text string) (string, error) {
	return fmt.Sprintf("%d words", len(strings.Fields(text))), nil
}
