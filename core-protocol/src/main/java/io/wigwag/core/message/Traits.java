package io.wigwag.core.message;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import java.util.List;
import java.util.Optional;

/// What a stanza tells about a message that only its receivers can open.
///
/// @param type `text`, `media`, `poll`, `reaction` or `event`
/// @param mediaType a finer word for media
/// @param edit that it changes or takes back another message: `1`, `2`, `3`, `7` or `8`
/// @param hideFailure whether receivers show nothing when they can't read it
/// @param extras nodes beside the ciphertexts: `meta`, `biz`, `reporting`
public record Traits(
        String type, Optional<String> mediaType, Optional<String> edit, boolean hideFailure, List<Node> extras) {
    public static final Traits TEXT = of("text");

    public Traits {
        extras = List.copyOf(extras);
    }

    public static Traits of(String type) {
        return new Traits(type, Optional.empty(), Optional.empty(), false, List.of());
    }

    /// Adds what belongs on a ciphertext.
    public NodeBuilder mark(NodeBuilder enc) {
        enc.attribute("mediatype", mediaType);
        return hideFailure ? enc.attribute("decrypt-fail", "hide") : enc;
    }
}
