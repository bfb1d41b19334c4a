package io.wigwag.core.message.send;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.message.codec.DeviceCopy;
import io.wigwag.core.message.codec.Padding;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.people.Aliases;
import io.wigwag.core.people.Devices;
import io.wigwag.core.people.OwnAccount;
import io.wigwag.core.people.Tokens;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// A message to one person: a ciphertext for each of their devices and for each of our others, all named in one space,
/// by LID where the person's is known.
final class DirectFanOut {
    private final OwnAccount own;
    private final DeviceState state;
    private final Aliases aliases;
    private final Devices devices;
    private final Tokens tokens;
    private final PairwiseSealer sealer;
    private final Stanzas stanzas;
    private final Supplier<Optional<Octets>> tokenSalt;
    private final SecureRandom random;

    DirectFanOut(
            Correspondence people,
            PairwiseSealer sealer,
            Stanzas stanzas,
            Supplier<Optional<Octets>> tokenSalt,
            SecureRandom random) {
        own = people.own();
        state = people.state();
        aliases = people.aliases();
        devices = people.devices();
        tokens = people.tokens();
        this.sealer = sealer;
        this.stanzas = stanzas;
        this.tokenSalt = tokenSalt;
        this.random = random;
    }

    Prepared prepare(Line line, Letter letter) throws SendRefused, IqRefused, Unanswered {
        var asked = letter.chat().normal();
        // The answer about the devices may bring the LID along, which then is the chat's name.
        var theirs = devices.of(line, List.of(aliases.canonical(asked))).values().stream()
                .findFirst()
                .orElseThrow(() -> new SendRefused(Refusal.RECIPIENT_UNKNOWN, "no such account"));
        var chat = aliases.canonical(asked);
        var ourselves = own.inSpaceOf(chat).bare();
        var ours = Optional.ofNullable(devices.of(line, List.of(ourselves)).get(ourselves))
                .orElse(List.of());
        var receivers = new LinkedHashSet<Jid>();
        if (!own.owns(chat)) {
            theirs.forEach(
                    device -> receivers.add(aliases.inSpaceOf(chat, device).orElse(device)));
        }
        var others = new LinkedHashSet<>(ours);
        others.removeIf(own::isThisDevice);
        var sealed = sealer.seal(line, plaintexts(letter, chat, receivers, others));
        if (!receivers.isEmpty() && receivers.stream().noneMatch(sealed.messages()::containsKey)) {
            throw new SendRefused(Refusal.UNREACHABLE, "no device of the receiver gave keys that can be used");
        }
        return new Prepared(
                letter,
                chat,
                stanza(letter, chat, sealed),
                sealed.changes(),
                List.of(),
                sealed.unreachable(),
                sealed.identityChanges());
    }

    private Map<Jid, Octets> plaintexts(Letter letter, Jid chat, Set<Jid> receivers, Set<Jid> others) {
        var plain = Octets.wrap(letter.message().toByteArray());
        var copy = Octets.wrap(
                DeviceCopy.of(letter.message(), chat, Optional.empty()).toByteArray());
        var plaintexts = new LinkedHashMap<Jid, Octets>();
        receivers.forEach(device -> plaintexts.put(device, Padding.pad(plain, random)));
        others.forEach(device -> plaintexts.put(device, Padding.pad(copy, random)));
        return plaintexts;
    }

    private Node stanza(Letter letter, Jid chat, Sealed sealed) {
        var traits = letter.traits();
        var stanza = stanzas.message(letter.id().value(), chat, traits);
        if (chat.isLid() && !own.owns(chat)) {
            stanza.attribute("peer_recipient_pn", aliases.phone(chat));
        }
        if (!sealed.messages().isEmpty()) {
            stanza.child(stanzas.participants(sealed.messages(), traits));
        }
        stanzas.vouch(stanza, sealed);
        stanzas.describe(stanza, letter, traits);
        Stanzas.reporting(letter, chat, own.inSpaceOf(chat)).ifPresent(stanza::child);
        token(chat).ifPresent(stanza::child);
        return stanza.build();
    }

    /// What lets us write to somebody who is careful about strangers.
    Optional<Node> token(Jid chat) {
        if (own.owns(chat) || chat.isBot()) {
            return Optional.empty();
        }
        return tokens.of(chat)
                .map(token -> Node.tag("tctoken").bytes(token).build())
                .or(() -> tokenSalt
                        .get()
                        .flatMap(salt -> tokens.substitute(chat, salt))
                        .map(token -> Node.tag("cstoken").bytes(token).build()));
    }

    /// Whether this person has let us write, or written to us: with a phone that has answered the session is complete.
    boolean isKnownTo(Jid chat) {
        var phone = aliases.address(chat.normal());
        var session = state.sessions(List.of(phone)).get(phone);
        return own.owns(chat)
                || chat.isBot()
                || tokens.of(chat).isPresent()
                || (session != null && Sessions.isAnswered(session));
    }
}
