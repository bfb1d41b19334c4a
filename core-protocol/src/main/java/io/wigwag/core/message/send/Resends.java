package io.wigwag.core.message.send;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.Jid;
import io.wigwag.core.message.codec.DeviceCopy;
import io.wigwag.core.message.codec.Padding;
import io.wigwag.core.message.codec.StanzaTraits;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.AdvFailure;
import io.wigwag.core.people.FetchedBundle;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.signal.Encrypted;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.core.signal.SentMessages;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import io.wigwag.proto.e2e.Message;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Answers devices that could not read a message of ours: mends the session with them, and sends the message once
/// more, under its id, to the one that asks.
public final class Resends {
    /// Who asks as often as this is not helped by one more.
    static final int MOST_REQUESTS = 5;

    private final Correspondence people;
    private final InstantSource clock;
    private final SecureRandom random;
    private final DirectFanOut direct;
    private final Stanzas stanzas;
    private final BaseKeys baseKeys;
    private final KeptMessages kept;
    private final Patience patience;

    public Resends(Correspondence people, SendSettings settings, InstantSource clock, SecureRandom random) {
        this.people = people;
        this.clock = clock;
        this.random = random;
        stanzas = new Stanzas(settings.deviceIdentity());
        var sealer = new PairwiseSealer(people.sessions(), people.aliases(), people.devices(), people.bundles());
        direct = new DirectFanOut(people, sealer, stanzas, settings.tokenSalt(), random);
        baseKeys = new BaseKeys(people.state());
        kept = new KeptMessages(people.state(), people.aliases(), new SentMessages(clock));
        patience = new Patience(clock);
    }

    public Resend answer(Line line, RetryRequest request) throws IqRefused, Unanswered {
        if (request.count() >= MOST_REQUESTS) {
            return refused(request, Resend.Why.TOO_OFTEN);
        }
        if (people.own().isThisDevice(request.requester())) {
            return refused(request, Resend.Why.UNKNOWN_DEVICE);
        }
        // Whatever becomes of this message: the next one to the group brings the key along again.
        giveKeyAgain(request);
        // Before anything is asked or changed: whoever invents ids is to cost no more than a look.
        var sent = kept.find(chat(request), request.id());
        if (sent.isEmpty()) {
            return refused(request, Resend.Why.UNKNOWN_MESSAGE);
        }
        if (!isRecipient(request, sent.get())) {
            return refused(request, Resend.Why.NO_RECIPIENT);
        }
        if (!patience.permits(address(request), request.id())) {
            return refused(request, Resend.Why.TOO_OFTEN);
        }
        var why = refusal(line, request);
        if (why.isPresent()) {
            return refused(request, why.get());
        }
        return send(line, request, sent.get(), mend(line, request));
    }

    private static Resend refused(RetryRequest request, Resend.Why why) {
        return new Resend.Refused(request.id(), request.requester(), why);
    }

    private void giveKeyAgain(RetryRequest request) {
        if (request.from().isGroup() || request.from().isBroadcast()) {
            var chat = request.from().toString();
            var address = address(request);
            if (people.state().holders(chat).contains(address)) {
                people.state().commit(List.of(new StateChange.RemoveHolders(chat, Set.of(address))));
            }
        }
    }

    private Optional<Resend.Why> refusal(Line line, RetryRequest request) throws IqRefused, Unanswered {
        var requester = request.requester();
        if (!isKnown(line, requester) && request.keys().isEmpty()) {
            return Optional.of(Resend.Why.UNKNOWN_DEVICE);
        }
        if (request.keys().isPresent() && request.deviceIdentity().isPresent() && requester.device() != 0) {
            try {
                people.bundles()
                        .checkIdentity(
                                requester,
                                request.keys().get().identity(),
                                request.deviceIdentity().get());
            } catch (AdvFailure failure) {
                return Optional.of(Resend.Why.NOT_VOUCHED_FOR);
            }
        }
        return Optional.empty();
    }

    /// A device that the kept list does not have may be new: the server is asked once more.
    private boolean isKnown(Line line, Jid requester) throws IqRefused, Unanswered {
        var devices = people.devices();
        if (devices.known(requester)
                .filter(list -> list.has(requester.device()))
                .isPresent()) {
            return true;
        }
        devices.forget(List.of(requester));
        var asked = devices.of(line, List.of(requester));
        return asked.values().stream()
                .anyMatch(list -> list.stream().anyMatch(device -> device.device() == requester.device()));
    }

    /// Keys for a new session, where the one that there is will not do: the requester sent some, registered anew, has
    /// none with us, or failed with this very session before.
    private Optional<PreKeyBundle> mend(Line line, RetryRequest request) throws IqRefused, Unanswered {
        if (request.keys().isPresent()) {
            return request.keys();
        }
        var address = address(request);
        var session = Sessions.read(people.state().sessions(List.of(address)).get(address));
        var registered = session.registrationId();
        var anew = registered.isPresent() && registered.getAsInt() != request.registrationId();
        if (session.isOpen() && !anew && !baseKeys.isSpent(request, address, session, clock.instant())) {
            return Optional.empty();
        }
        people.state().commit(people.sessions().reset(Set.of(address)));
        return fetched(line, request);
    }

    private Optional<PreKeyBundle> fetched(Line line, RetryRequest request) throws IqRefused, Unanswered {
        Optional<FetchedBundle> found;
        try {
            found = people.bundles().fetchMissing(line, request.requester(), request.registrationId());
        } catch (IqRefused unheardOf) {
            // A server that does not know this question knows the older one.
            found = Optional.empty();
        }
        if (found.isEmpty()) {
            var older = people.bundles().fetch(line, List.of(request.requester()), true);
            found = Optional.ofNullable(older.get(request.requester()));
        }
        return found.flatMap(bundle ->
                bundle instanceof FetchedBundle.Usable(var keys, var _) ? Optional.of(keys) : Optional.empty());
    }

    private Jid chat(RetryRequest request) {
        return people.own().owns(request.from())
                ? request.recipient().orElse(request.from()).account()
                : request.from().account();
    }

    private boolean isRecipient(RetryRequest request, SentRecord sent) {
        var requester = request.requester();
        if (people.own().owns(requester)) {
            return true;
        }
        if (sent.chat().isGroup()) {
            return people.rosters()
                    .known(sent.chat())
                    .filter(roster -> roster.has(requester)
                            || people.aliases()
                                    .otherName(requester)
                                    .filter(roster::has)
                                    .isPresent())
                    .isPresent();
        }
        return sent.chat().isBroadcast()
                ? sent.named().anyMatch(reader -> people.aliases().same(reader, requester))
                : people.aliases().same(sent.chat(), requester);
    }

    private Resend send(Line line, RetryRequest request, SentRecord sent, Optional<PreKeyBundle> bundle)
            throws Unanswered {
        var address = address(request);
        var bundles = bundle.map(keys -> Map.of(address, keys)).orElse(Map.of());
        var plaintext = Padding.pad(Octets.wrap(content(request, sent).toByteArray()), random);
        var outgoing = people.sessions().encrypt(Map.of(address, plaintext), bundles);
        var message = outgoing.messages().get(address);
        if (message == null) {
            return refused(request, Resend.Why.NO_KEYS);
        }
        people.state().commit(outgoing.changes());
        line.send(stanza(request, sent, message));
        return new Resend.Sent(request.id(), request.requester(), request.count());
    }

    private Message content(RetryRequest request, SentRecord sent) {
        if (sent.chat().isGroup() || sent.chat().isBroadcast()) {
            // With the key along, all that was lost since can be read as well.
            var self = sent.chat().isStatus()
                    ? people.own().lid().orElse(people.own().phone())
                    : people.own().inSpaceOf(request.requester());
            var name = new SenderKeyName(sent.chat().toString(), DeviceAddress.of(self));
            return people.groups()
                    .distribution(name)
                    .map(key -> GroupFanOut.carrying(
                                    sent.message().toBuilder(), sent.chat().toString(), key)
                            .build())
                    .orElse(sent.message());
        }
        return people.own().owns(request.requester()) && !people.own().owns(sent.chat())
                ? DeviceCopy.of(sent.message(), sent.chat(), Optional.empty())
                : sent.message();
    }

    private Node stanza(RetryRequest request, SentRecord sent, Encrypted message) {
        var chat = sent.chat();
        var traits = StanzaTraits.of(sent.message());
        var many = chat.isGroup() || chat.isBroadcast();
        var stanza = stanzas.message(request.id().value(), many ? chat : request.requester(), traits);
        if (many) {
            stanza.attribute("participant", request.requester());
        } else {
            stanza.attribute("device_fanout", "false").attribute("recipient", request.recipient());
        }
        if (chat.isGroup()) {
            stanza.attribute("addressing_mode", request.requester().isLid() ? "lid" : "pn");
        }
        stanza.child(stanzas.enc(message, traits).attribute("count", request.count()));
        stanzas.vouch(stanza, new Sealed(Map.of(request.requester(), message), Map.of(), List.of(), List.of()));
        traits.children().forEach(stanza::child);
        if (!many && !people.own().owns(request.requester())) {
            direct.token(chat).ifPresent(stanza::child);
        }
        return stanza.build();
    }

    private DeviceAddress address(RetryRequest request) {
        return people.aliases().address(request.requester());
    }
}
