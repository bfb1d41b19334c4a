/// Tests of people.
@NullMarked
package io.wigwag.sandbox.people;

import org.jspecify.annotations.NullMarked;
