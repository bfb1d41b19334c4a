/// Who somebody is: the names that one person goes by, the devices they have, the keys of those, and the members of
/// groups. Asked from the server once, kept, and kept true by what the server tells unasked.
@NullMarked
package io.wigwag.core.people;

import org.jspecify.annotations.NullMarked;
