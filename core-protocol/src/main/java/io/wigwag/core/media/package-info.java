/// Files beside messages: sealed and hashed in one pass, put on the media hosts, fetched back and verified before
/// anyone sees a byte, asked for again when they have expired. No sockets: those are behind
/// [io.wigwag.core.port.MediaHttp].
@NullMarked
package io.wigwag.core.media;

import org.jspecify.annotations.NullMarked;
