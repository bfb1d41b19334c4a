/// What we send to others about what happened; today how it is signed.
@NullMarked
package io.wigwag.gateway.webhook;

import org.jspecify.annotations.NullMarked;
