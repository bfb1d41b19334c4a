/// Messages: handed in once, kept until the server has them, sent in their order, and told of until they are read; and
/// those that come, kept before the server hears that they arrived.
@NullMarked
package io.wigwag.gateway.message;

import org.jspecify.annotations.NullMarked;
