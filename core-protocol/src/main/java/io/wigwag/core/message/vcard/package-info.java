/// People's cards in the form vCard: written in version 3.0 as phones write them, read in all versions.
@NullMarked
package io.wigwag.core.message.vcard;

import org.jspecify.annotations.NullMarked;
