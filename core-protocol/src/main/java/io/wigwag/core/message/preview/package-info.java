/// Cards for links: found in a text, fetched through a port that the product guards, read from the head of a page.
@NullMarked
package io.wigwag.core.message.preview;

import org.jspecify.annotations.NullMarked;
