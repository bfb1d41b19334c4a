/// The gateway as its clients use it, with foreign clients of WhatsApp at the other end.
@NullMarked
package io.wigwag.interop.gateway;

import org.jspecify.annotations.NullMarked;
