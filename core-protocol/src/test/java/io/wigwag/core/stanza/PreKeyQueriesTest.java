package io.wigwag.core.stanza;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreKeyQueriesTest {
    private static final long SEED = 20261121;

    private final SeededRandom random = new SeededRandom(SEED);

    private Octets bytes(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return Octets.wrap(bytes);
    }

    private OwnKeys own() {
        return new OwnKeys(0xFEDCBA98, bytes(32), new SignedPublicPreKey(0x010203, bytes(32), bytes(64)));
    }

    private static NodeBuilder skey(SignedPublicPreKey key, String idHex) {
        return Node.tag("skey")
                .child(Node.tag("id").bytes(Octets.ofHex(idHex)))
                .child(Node.tag("value").bytes(key.key()))
                .child(Node.tag("signature").bytes(key.signature()));
    }

    private static Node result(NodeBuilder child) {
        return Node.tag("iq").attribute("type", "result").child(child).build();
    }

    @Test
    void keysAreCounted() throws Exception {
        var query = new PreKeyCount();

        assertThat(query.toNode("1").requireChild("count")).isEqualTo(Node.of("count"));
        assertThat(query.toNode("1").attributes().is("xmlns", "encrypt")).isTrue();
        assertThat(query.answer(result(Node.tag("count").attribute("value", 812))))
                .isEqualTo(812);
        malformed(query, result(Node.tag("count")));
        malformed(query, result(Node.tag("count").attribute("value", -1)));
        malformed(query, result(Node.tag("count").attribute("value", 1L << 32)));
        malformed(query, result(Node.tag("value")));
    }

    private static void malformed(IqRequest<?> query, Node answer) {
        assertThatThrownBy(() -> query.answer(answer)).isInstanceOf(MalformedNode.class);
    }

    @Test
    void anUploadHoldsEverythingInItsOrder() {
        var own = own();
        var key = new PublicPreKey(0xFFFFFF, bytes(32));

        var iq = new PreKeyUpload(own, List.of(key)).toNode("1");

        assertThat(iq.attributes().is("type", "set")).isTrue();
        assertThat(iq.children())
                .containsExactly(
                        Node.tag("registration").bytes(Octets.ofHex("fedcba98")).build(),
                        Node.tag("type").bytes(Octets.ofHex("05")).build(),
                        Node.tag("identity").bytes(own.identity()).build(),
                        Node.tag("list")
                                .child(Node.tag("key")
                                        .child(Node.tag("id").bytes(Octets.ofHex("ffffff")))
                                        .child(Node.tag("value").bytes(key.key())))
                                .build(),
                        skey(own.signed(), "010203").build());
    }

    @Test
    void aSignedKeyIsRotated() {
        var fresh = new SignedPublicPreKey(2, bytes(32), bytes(64));

        assertThat(new SignedPreKeyRotation(fresh).toNode("1").children())
                .containsExactly(Node.tag("rotate").child(skey(fresh, "000002")).build());
    }

    @Test
    void whatNoKeyCanBeIsRefused() {
        var own = own();
        refused(() -> new PublicPreKey(0, bytes(32)));
        refused(() -> new PublicPreKey(1 << 24, bytes(32)));
        refused(() -> new PublicPreKey(1, bytes(33)));
        refused(() -> new SignedPublicPreKey(1, bytes(32), bytes(63)));
        refused(() -> new OwnKeys(1, bytes(31), own.signed()));
        refused(() -> new PreKeyUpload(own, List.of()));
    }

    private static void refused(Runnable making) {
        assertThatThrownBy(making::run).isInstanceOf(IllegalArgumentException.class);
    }

    /// The server's answer as it would be for these keys.
    private static NodeBuilder digest(OwnKeys own, List<PublicPreKey> oneTime) throws Exception {
        var sha1 = MessageDigest.getInstance("SHA-1");
        sha1.update(own.identity().toArray());
        sha1.update(own.signed().key().toArray());
        sha1.update(own.signed().signature().toArray());
        var list = Node.tag("list");
        for (var key : oneTime) {
            sha1.update(key.key().toArray());
            list.child(Node.tag("id").bytes(FixedNumber.bytes(key.id(), 3)));
        }
        return Node.tag("digest")
                .child(Node.tag("registration").bytes(FixedNumber.bytes(own.registrationId(), 4)))
                .child(Node.tag("type").bytes(Octets.ofHex("05")))
                .child(Node.tag("identity").bytes(own.identity()))
                .child(own.signed().toNode())
                .child(list)
                .child(Node.tag("hash").bytes(Octets.wrap(sha1.digest())));
    }

    @Test
    void aDigestOfOurKeysIsTheSameAndOfOthersIsNot() throws Exception {
        var own = own();
        var keys = new ArrayList<PublicPreKey>();
        var known = new HashMap<Integer, Octets>();
        for (var i = 0; i < 40; i++) {
            var key = new PublicPreKey(1 + random.nextInt(PublicPreKey.LARGEST_ID), bytes(32));
            if (known.putIfAbsent(key.id(), key.key()) == null) {
                keys.add(key);
            }
        }
        var digest = new PreKeyDigest().answer(result(digest(own, keys)));

        assertThat(digest.compare(own, id -> Optional.ofNullable(known.get(id))))
                .as("seed %d", SEED)
                .isEqualTo(KeyDigest.Finding.SAME);
        assertThat(digest.compare(own, _ -> Optional.empty())).isEqualTo(KeyDigest.Finding.UNKNOWN_KEY);
        assertThat(digest.compare(own, _ -> Optional.of(own.identity()))).isEqualTo(KeyDigest.Finding.OTHER_HASH);
        assertThat(digest.compare(
                        new OwnKeys(1, own.identity(), own.signed()), id -> Optional.ofNullable(known.get(id))))
                .isEqualTo(KeyDigest.Finding.OTHER_REGISTRATION);
        assertThat(digest.compare(
                        new OwnKeys(own.registrationId(), bytes(32), own.signed()),
                        id -> Optional.ofNullable(known.get(id))))
                .isEqualTo(KeyDigest.Finding.OTHER_IDENTITY);
        assertThat(digest.compare(
                        new OwnKeys(
                                own.registrationId(),
                                own.identity(),
                                new SignedPublicPreKey(
                                        3, own.signed().key(), own.signed().signature())),
                        id -> Optional.ofNullable(known.get(id))))
                .isEqualTo(KeyDigest.Finding.OTHER_SIGNED_KEY);
    }

    @Test
    void aDigestThatCannotBeReadIsMalformed() throws Exception {
        var query = new PreKeyDigest();
        malformed(query, result(Node.tag("count")));
        for (var part : List.of("registration", "type", "identity", "skey", "list", "hash")) {
            var whole = digest(own(), List.of()).build();
            var without = Node.tag("digest")
                    .children(whole.children().stream()
                            .filter(child -> !child.is(part))
                            .toList());
            malformed(query, result(without));
            var wrong = Node.tag("digest")
                    .children(whole.children().stream()
                            .map(child -> child.is(part)
                                    ? Node.tag(part).bytes(Octets.ofHex("04")).build()
                                    : child)
                            .toList());
            if (!part.equals("list")) {
                malformed(query, result(wrong));
            }
        }
    }
}
