package io.wigwag.sandbox.message;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.group.Group;
import io.wigwag.sandbox.group.Toggle;
import io.wigwag.sandbox.world.Account;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A message as its sender wrote it: for whom, with one ciphertext or more for each device, and what goes to all.
///
/// @param enclosed the ciphertexts of each `<to>`; a person named without one is there with none
/// @param direct those that stand beside the list
/// @param forAll the other children that recipients see
record Letter(Node stanza, Jid to, Map<Jid, List<Node>> enclosed, List<Node> direct, List<Node> forAll) {
    private static final String ENC = "enc";
    private static final String PARTICIPANTS = "participants";
    private static final String SENDER_KEY = "skmsg";
    private static final String SESSION_START = "pkmsg";
    private static final String IDENTITY = "device-identity";
    /// Shown to the service alone.
    private static final Set<String> NOT_FORWARDED = Set.of(ENC, PARTICIPANTS, IDENTITY, "tctoken", "cstoken");

    static Letter read(Node message) throws MalformedNode {
        var to = message.attributes().requireJid("to");
        var enclosed = new LinkedHashMap<Jid, List<Node>>();
        for (var list : message.children(PARTICIPANTS)) {
            for (var entry : list.children("to")) {
                enclosed.computeIfAbsent(entry.attributes().requireJid("jid"), _ -> new ArrayList<>())
                        .addAll(entry.children(ENC));
            }
        }
        return new Letter(
                message,
                to,
                enclosed,
                message.children(ENC),
                message.children().stream()
                        .filter(child -> !NOT_FORWARDED.contains(child.tag()))
                        .toList());
    }

    Optional<Jid> participant() throws MalformedNode {
        return stanza.attributes().jid("participant");
    }

    boolean isPeer() {
        return stanza.attributes().is("category", "peer");
    }

    /// The chat in which own devices show it. A resend to one of them says so itself; what a person writes to
    /// themselves is shown in the chat with themselves.
    Optional<Jid> chat(boolean toOwnAccount) throws MalformedNode {
        var named = stanza.attributes().jid("recipient");
        if (named.isPresent()) {
            return named;
        }
        return toOwnAccount && to.device() != 0 ? Optional.empty() : Optional.of(to.bare());
    }

    /// In a group where only admins write, the others react and vote all the same, and repeat to one device what they
    /// were allowed to write before.
    boolean mayBeWrittenBy(Account sender, Group group) {
        var vote = stanza.child("meta").filter(meta -> meta.attributes().is("polltype", "vote"));
        return !group.is(Toggle.ANNOUNCEMENT)
                || group.isAdmin(sender)
                || stanza.attributes().is("type", "reaction")
                || vote.isPresent()
                || stanza.attributes().has("participant");
    }

    boolean hasSenderKeyMessage() {
        return direct.stream().anyMatch(Letter::isSenderKeyMessage);
    }

    private static boolean isSenderKeyMessage(Node enc) {
        return enc.attributes().is("type", SENDER_KEY);
    }

    boolean isEmpty() {
        return direct.isEmpty() && enclosed.isEmpty();
    }

    /// What a device reads of it: its own ciphertexts first, so that it knows the key before what needs the key; then
    /// what is for all.
    List<Node> contentFor(List<Node> ciphertexts) {
        var content = new ArrayList<Node>();
        ciphertexts.stream().filter(enc -> !isSenderKeyMessage(enc)).forEach(content::add);
        ciphertexts.stream().filter(Letter::isSenderKeyMessage).forEach(content::add);
        if (ciphertexts.stream().anyMatch(enc -> enc.attributes().is("type", SESSION_START))) {
            stanza.child(IDENTITY).ifPresent(content::add);
        }
        content.addAll(forAll);
        return content;
    }

    /// The same for the same ciphertexts under the same id, and for nothing else; empty without ciphertexts.
    Optional<Octets> fingerprint() throws MalformedNode {
        if (isEmpty()) {
            return Optional.empty();
        }
        var digest = sha256();
        add(digest, stanza.attributes().requireText("id"));
        add(digest, to.toString());
        add(digest, stanza.attributes().text("participant").orElse(""));
        for (var enc : direct) {
            add(digest, enc);
        }
        for (var entry : enclosed.entrySet()) {
            add(digest, entry.getKey().toString());
            for (var enc : entry.getValue()) {
                add(digest, enc);
            }
        }
        return Optional.of(Octets.wrap(digest.digest()));
    }

    private static void add(MessageDigest digest, Node enc) {
        enc.bytes().ifPresent(bytes -> digest.update(bytes.asBuffer()));
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
