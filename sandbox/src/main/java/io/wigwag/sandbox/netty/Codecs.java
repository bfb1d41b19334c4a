package io.wigwag.sandbox.netty;

import io.netty.util.concurrent.FastThreadLocal;
import io.wigwag.core.binary.DecodeLimits;
import io.wigwag.core.binary.NodeDecoder;
import io.wigwag.core.binary.NodeEncoder;
import io.wigwag.core.binary.TokenDictionary;

/// The readers and writers of nodes, one of each kind for an event loop: they keep nothing from one frame to the next,
/// so ten thousand connections need no more of them than there are loops.
final class Codecs {
    private static final int OLD_DICTIONARY = 2;
    private static final FastThreadLocal<Pair> OLD = local(TokenDictionary.version2());
    private static final FastThreadLocal<Pair> CURRENT = local(TokenDictionary.version3());

    private record Pair(NodeDecoder decoder, NodeEncoder encoder) {}

    private Codecs() {}

    private static FastThreadLocal<Pair> local(TokenDictionary dictionary) {
        return new FastThreadLocal<>() {
            @Override
            protected Pair initialValue() {
                return new Pair(new NodeDecoder(dictionary, DecodeLimits.DEFAULT), new NodeEncoder(dictionary));
            }
        };
    }

    static NodeDecoder decoder(int dictionary) {
        return of(dictionary).get().decoder();
    }

    static NodeEncoder encoder(int dictionary) {
        return of(dictionary).get().encoder();
    }

    private static FastThreadLocal<Pair> of(int dictionary) {
        return dictionary == OLD_DICTIONARY ? OLD : CURRENT;
    }
}
