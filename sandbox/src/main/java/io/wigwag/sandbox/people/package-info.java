/// What accounts tell of themselves and of each other: who is there, about texts, pictures, privacy, tokens.
@NullMarked
package io.wigwag.sandbox.people;

import org.jspecify.annotations.NullMarked;
