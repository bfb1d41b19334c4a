package io.wigwag.core.binary;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.Server;
import io.wigwag.core.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random trees there and back, and damaged frames of them. A seed is the test's argument, so a failure names it.
class NodeRoundTripTest {
    private static final int TREES = 400;
    private static final int DAMAGED = 20;
    private static final List<Server> SERVERS = List.of(
            Server.USER,
            Server.LID,
            Server.HOSTED,
            Server.HOSTED_LID,
            Server.GROUP,
            Server.BROADCAST,
            Server.NEWSLETTER,
            Server.BOT,
            Server.MESSENGER,
            Server.INTEROP,
            Server.CALL,
            Server.LEGACY);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 0x57_49_47_57_41_47L})
    void treesComeBackEqualAndEncodeToTheSameBytes(long seed) throws Exception {
        for (var dictionary : List.of(TokenDictionary.version3(), TokenDictionary.version2())) {
            var random = new Random(seed);
            var encoder = new NodeEncoder(dictionary);
            var decoder = new NodeDecoder(dictionary, DecodeLimits.DEFAULT);
            for (var i = 0; i < TREES; i++) {
                var node = node(random, dictionary, 4);
                var frame = encoder.encode(node);
                var back = decoder.decode(frame);
                assertThat(NodeText.exact().of(back)).isEqualTo(NodeText.exact().of(asReceived(node, dictionary)));
                assertThat(back).isEqualTo(asReceived(node, dictionary)).hasSameHashCodeAs(back);
                assertThat(encoder.encode(back)).isEqualTo(frame);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void damagedFramesGiveANodeOrARefusalAndNothingElse(long seed) throws Exception {
        var random = new Random(seed);
        var dictionary = TokenDictionary.version3();
        var encoder = new NodeEncoder(dictionary);
        var decoder = new NodeDecoder(dictionary, DecodeLimits.DEFAULT);
        var refused = 0;
        for (var i = 0; i < TREES; i++) {
            var frame = encoder.encode(node(random, dictionary, 3));
            for (var j = 0; j < DAMAGED; j++) {
                var damaged = frame.clone();
                for (var k = random.nextInt(1, 4); k > 0; k--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                try {
                    var node = decoder.decode(damaged, 0, random.nextInt(4) > 0 ? damaged.length : damaged.length / 2);
                    assertThat(decoder.decode(encoder.encode(node))).isEqualTo(node);
                } catch (MalformedNode _) {
                    refused++;
                }
            }
        }
        assertThat(refused).isBetween(1, TREES * DAMAGED - 1);
    }

    private static Node node(Random random, TokenDictionary dictionary, int depth) throws MalformedJid {
        var node = Node.tag(name(random, dictionary));
        for (var i = random.nextInt(4); i > 0; i--) {
            // A number behind it: no name twice.
            var name = name(random, dictionary) + "#" + i;
            if (random.nextBoolean()) {
                node.attribute(name, jid(random));
            } else {
                node.attribute(name, text(random, dictionary));
            }
        }
        switch (random.nextInt(4)) {
            case 0 -> node.bytes(bytes(random));
            case 1 -> node.text(text(random, dictionary));
            case 2 -> {
                var children = new ArrayList<Node>();
                for (var i = depth == 0 ? 0 : random.nextInt(5); i > 0; i--) {
                    children.add(node(random, dictionary, depth - 1));
                }
                node.children(children);
            }
            default -> {}
        }
        return node.build();
    }

    private static String name(Random random, TokenDictionary dictionary) {
        return random.nextInt(5) == 0
                ? "n" + random.nextInt(1000)
                : random.nextBoolean()
                        ? dictionary.single(random.nextInt(1, 236))
                        : dictionary.onPage(random.nextInt(4), random.nextInt(256));
    }

    private static String text(Random random, TokenDictionary dictionary) {
        return switch (random.nextInt(6)) {
            case 0 -> name(random, dictionary);
            case 1 -> letters(random, "0123456789-.", 130);
            case 2 -> letters(random, "0123456789ABCDEF", 130);
            case 3 -> letters(random, "abcXYZ 0123456789-./_", 300);
            case 4 -> letters(random, "a\u017c\u00e9\u4e2d", 200);
            default -> "";
        };
    }

    private static String letters(Random random, String alphabet, int longest) {
        var text = new StringBuilder();
        for (var i = random.nextInt(1, longest); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static Octets bytes(Random random) {
        var bytes = new byte[random.nextInt(50) == 0 ? 70_000 : random.nextInt(400)];
        random.nextBytes(bytes);
        return Octets.wrap(bytes);
    }

    private static Jid jid(Random random) throws MalformedJid {
        var server = SERVERS.get(random.nextInt(SERVERS.size()));
        var device = random.nextInt(3) == 0 ? random.nextInt(256) : 0;
        return switch (random.nextInt(5)) {
            case 0 -> Jid.of(letters(random, "abz_x-.9", 20) + "q", 0, device, server);
            case 1 -> Jid.of(letters(random, "0123456789", 25), 0, device, server);
            case 2 -> server.equals(Server.INTEROP) ? Jid.of("2-55", 0, device, server) : Jid.of("", 0, 0, server);
            default -> Jid.of(random.nextLong(1_000_000_000_000_000_000L), device, server);
        };
    }

    /// What a reader gets: a text with no short form has become bytes.
    private static Node asReceived(Node node, TokenDictionary dictionary) {
        var content = node.content();
        if (content instanceof Children children) {
            content = Children.copyOf(children.stream()
                    .map(child -> asReceived(child, dictionary))
                    .toList());
        } else if (content instanceof Content.Text(var text)
                && dictionary.codeOf(text) < 0
                && (text.length() > 2 * Wire.LONGEST_PACKED
                        || text.isEmpty()
                        || Packing.kinds(text) <= Packing.ASCII)) {
            content = new Content.Bytes(node.bytes().orElseThrow());
        }
        return new Node(node.tag(), node.attributes(), content);
    }
}
