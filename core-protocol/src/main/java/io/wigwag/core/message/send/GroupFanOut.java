package io.wigwag.core.message.send;

import com.google.protobuf.ByteString;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.Jid;
import io.wigwag.core.message.codec.Padding;
import io.wigwag.core.message.codec.StanzaTraits;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.people.Aliases;
import io.wigwag.core.people.Devices;
import io.wigwag.core.people.OwnAccount;
import io.wigwag.core.people.Roster;
import io.wigwag.core.people.Rosters;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.signal.GroupSessions;
import io.wigwag.core.signal.SenderKeyDistribution;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.SenderKeyDistributionMessage;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A message to many: written once under our sender key, which goes along in a message of its own to each device that
/// does not have it yet.
final class GroupFanOut {
    private final OwnAccount own;
    private final DeviceState state;
    private final GroupSessions groups;
    private final Aliases aliases;
    private final Devices devices;
    private final Rosters rosters;
    private final PairwiseSealer sealer;
    private final Stanzas stanzas;
    private final SecureRandom random;
    private final Readership readership = new Readership();

    GroupFanOut(Correspondence people, PairwiseSealer sealer, Stanzas stanzas, SecureRandom random) {
        own = people.own();
        state = people.state();
        groups = people.groups();
        aliases = people.aliases();
        devices = people.devices();
        rosters = people.rosters();
        this.sealer = sealer;
        this.stanzas = stanzas;
        this.random = random;
    }

    /// Whom a message is for, and how they are called.
    private record Circle(Jid chat, Jid self, List<Jid> members, Optional<Roster.Addressing> addressing) {}

    Prepared toGroup(Line line, Letter letter) throws IqRefused, Unanswered {
        var roster = rosters.of(line, letter.chat());
        var self = roster.addressing() == Roster.Addressing.LID ? own.lid().orElse(own.phone()) : own.phone();
        var members = roster.members().stream().map(Roster.Member::jid).collect(Collectors.toList());
        var circle = new Circle(letter.chat(), self, members, Optional.of(roster.addressing()));
        return prepare(line, letter, circle, readers(line, roster, circle));
    }

    private Readers readers(Line line, Roster roster, Circle circle) throws IqRefused, Unanswered {
        var known = readership.of(circle.chat(), sources(roster));
        if (known.isPresent()) {
            return known.get();
        }
        var people = people(circle);
        var lists = devices.of(line, people);
        var readers = readers(lists, circle);
        // Of whom the server told nothing, it is asked again the next time.
        if (lists.size() == people.size()) {
            readership.gathered(circle.chat(), sources(roster), readers);
        }
        return readers;
    }

    private Readership.Sources sources(Roster roster) {
        return new Readership.Sources(roster, devices.changes(), aliases.changes());
    }

    /// The status, and broadcast lists: the sender decides whom it is for.
    Prepared toAudience(Line line, Letter letter) throws IqRefused, Unanswered {
        aliases.prefetch(letter.audience());
        var lids = letter.chat().isStatus();
        var members = letter.audience().stream()
                .map(person -> lids ? aliases.canonical(person) : person)
                .distinct()
                .collect(Collectors.toList());
        var self = lids ? own.lid().orElse(own.phone()) : own.phone();
        var circle = new Circle(letter.chat(), self, members, Optional.empty());
        return prepare(line, letter, circle, readers(devices.of(line, people(circle)), circle));
    }

    private Prepared prepare(Line line, Letter letter, Circle circle, Readers readers) throws IqRefused, Unanswered {
        var chat = circle.chat().toString();
        var name = new SenderKeyName(chat, DeviceAddress.of(circle.self()));
        var sent = groups.encrypt(name, Padding.pad(Octets.wrap(letter.message().toByteArray()), random), false);
        var cold = sent.fresh() ? readers.others() : readers.without(state.holders(chat));
        var sealed = distribute(line, chat, sent.distribution(), cold);
        var traits = letter.traits();
        var stanza = stanzas.message(letter.id().value(), circle.chat(), traits);
        if (circle.addressing().isPresent()) {
            stanza.attribute("addressing_mode", circle.addressing().get().wireName());
        }
        if (!circle.chat().isStatus()) {
            stanza.attribute("phash", readers.hash());
        }
        participants(traits, circle, sealed).ifPresent(stanza::child);
        stanzas.vouch(stanza, sealed);
        stanza.child(stanzas.enc(sent.message(), traits));
        stanzas.describe(stanza, letter, traits);
        Stanzas.reporting(letter, circle.chat(), circle.self()).ifPresent(stanza::child);
        var before = new ArrayList<>(sealed.changes());
        before.addAll(sent.changes());
        return new Prepared(
                letter,
                circle.chat(),
                stanza.build(),
                before,
                holders(chat, cold, sealed),
                sealed.unreachable(),
                sealed.identityChanges());
    }

    private Set<Jid> people(Circle circle) {
        var people = new LinkedHashSet<>(circle.members());
        people.removeIf(own::owns);
        people.add(circle.self().bare());
        return people;
    }

    /// Hosted devices never get group messages.
    private Readers readers(Map<Jid, List<Jid>> lists, Circle circle) {
        var all = new LinkedHashSet<Jid>();
        lists.values().forEach(all::addAll);
        all.removeIf(device -> device.isHosted() || device.device() == Jid.HOSTED_DEVICE);
        return Readers.of(all, circle.self(), own, aliases);
    }

    private Sealed distribute(Line line, String chat, SenderKeyDistribution key, Set<Jid> cold)
            throws IqRefused, Unanswered {
        var message =
                Octets.wrap(carrying(Message.newBuilder(), chat, key).build().toByteArray());
        var plaintexts = new LinkedHashMap<Jid, Octets>();
        cold.forEach(device -> plaintexts.put(device, Padding.pad(message, random)));
        return sealer.seal(line, plaintexts);
    }

    /// A message with a sender key along with it.
    static Message.Builder carrying(Message.Builder message, String chat, SenderKeyDistribution key) {
        return message.setSenderKeyDistributionMessage(SenderKeyDistributionMessage.newBuilder()
                .setGroupId(chat)
                .setAxolotlSenderKeyDistributionMessage(
                        ByteString.copyFrom(key.toOctets().toArray())));
    }

    /// The key's deliveries. Of a status the server has no list of readers but this one, so those who have the key are
    /// named as well.
    private Optional<Node> participants(StanzaTraits traits, Circle circle, Sealed sealed) {
        var participants = stanzas.participants(sealed.messages(), traits);
        var named = sealed.messages().keySet().stream().map(Jid::bare).collect(Collectors.toSet());
        var empty = sealed.messages().isEmpty();
        if (circle.chat().isBroadcast()) {
            for (var member : circle.members()) {
                if (!named.contains(member)) {
                    participants.child(Node.tag("to").attribute("jid", member));
                    empty = false;
                }
            }
        }
        return empty ? Optional.empty() : Optional.of(participants.build());
    }

    /// Who has the key once the server has taken the message.
    private List<StateChange> holders(String chat, Set<Jid> cold, Sealed sealed) {
        var given = cold.stream()
                .filter(device -> !own.owns(device) && sealed.messages().containsKey(device))
                .map(aliases::address)
                .collect(Collectors.toSet());
        return given.isEmpty() ? List.of() : List.of(new StateChange.AddHolders(chat, given));
    }
}
