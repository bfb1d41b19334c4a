package io.wigwag.sandbox.message;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.group.Group;
import io.wigwag.sandbox.group.Groups;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.PersonaSeat;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Addressing;
import io.wigwag.sandbox.world.Device;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Decides who gets what of a message, and changes nothing.
final class Routes {
    private static final int NOT_ADMIN = 401;
    private static final int NOT_MEMBER = 403;
    private static final int NO_GROUP = 404;
    private static final int NOTHING_IN_IT = 479;

    private final Exchange exchange;
    private final Groups groups;

    Routes(Exchange exchange, Groups groups) {
        this.exchange = exchange;
        this.groups = groups;
    }

    /// What one device gets.
    record Copy(Device to, Node stanza) {}

    /// Where a message goes: to devices, and perhaps to the sender's own persona; or nowhere, for a reason.
    record Plan(OptionalInt refusal, List<Copy> copies, List<Node> forPersona) {
        static Plan refused(int code) {
            return new Plan(OptionalInt.of(code), List.of(), List.of());
        }

        static Plan of(List<Copy> copies) {
            return new Plan(OptionalInt.empty(), copies, List.of());
        }
    }

    Plan plan(Device from, Letter letter) throws MalformedNode {
        if (letter.isEmpty() && exchange.settings().strict) {
            return Plan.refused(NOTHING_IN_IT);
        }
        var to = letter.to();
        var outgoing = new Outgoing(from, letter, exchange.clock().seconds());
        if (to.isGroup()) {
            return group(outgoing, to);
        }
        if (to.isStatus()) {
            return Plan.of(status(outgoing));
        }
        if (to.isBroadcast()) {
            return Plan.of(broadcast(outgoing));
        }
        return direct(outgoing, to);
    }

    private Plan direct(Outgoing outgoing, Jid to) throws MalformedNode {
        var letter = outgoing.letter();
        var sender = outgoing.from().account();
        var recipient = exchange.accounts().find(to);
        if (letter.isPeer() && recipient.filter(sender::equals).isPresent()) {
            return peer(outgoing, to);
        }
        if (recipient.isPresent() && !recipient.get().equals(sender)) {
            var refusal = exchange.consent().refusal(outgoing.from(), recipient.get(), letter.stanza());
            if (refusal.isPresent()) {
                return Plan.refused(refusal.getAsInt());
            }
        }
        var chat = letter.chat(recipient.filter(sender::equals).isPresent());
        var copies = new ArrayList<Copy>();
        ciphertexts(letter, to).forEach((device, encs) -> {
            var own = device.account().equals(sender);
            var named = recipient.filter(device.account()::equals).isPresent();
            if (device != outgoing.from() && (own || (named && !isBlocked(sender, device.account())))) {
                copies.add(new Copy(device, own ? ownCopy(outgoing, chat, encs) : outgoing.direct(encs)));
            }
        });
        return Plan.of(copies);
    }

    private Node ownCopy(Outgoing outgoing, Optional<Jid> chat, List<Node> encs) {
        var partner = chat.flatMap(jid -> exchange.accounts()
                .find(jid)
                .map(account -> Addressing.of(jid).other().of(account)));
        return outgoing.ownCopy(chat, partner, encs);
    }

    /// What each device gets: a resend to one device goes to that one alone, wherever its ciphertext stands.
    private Map<Device, List<Node>> ciphertexts(Letter letter, Jid to) {
        if (to.device() == 0 && !letter.enclosed().isEmpty()) {
            return listed(letter);
        }
        var target = exchange.accounts().device(to);
        if (target.isEmpty() || letter.isEmpty()) {
            return Map.of();
        }
        var own = listed(letter).getOrDefault(target.get(), letter.direct());
        return Map.of(target.get(), own);
    }

    private Map<Device, List<Node>> listed(Letter letter) {
        var found = new LinkedHashMap<Device, List<Node>>();
        letter.enclosed()
                .forEach((jid, encs) ->
                        exchange.accounts().device(jid).ifPresent(device -> found.putIfAbsent(device, encs)));
        return found;
    }

    private Plan peer(Outgoing outgoing, Jid to) {
        var letter = outgoing.letter();
        if (PersonaSeat.isMeant(to, outgoing.from(), exchange.settings())) {
            var encs = letter.direct().isEmpty()
                    ? letter.enclosed().values().stream().flatMap(List::stream).toList()
                    : letter.direct();
            return new Plan(OptionalInt.empty(), List.of(), List.of(outgoing.peer(encs)));
        }
        return Plan.of(ciphertexts(letter, to).entrySet().stream()
                .map(entry -> new Copy(entry.getKey(), outgoing.peer(entry.getValue())))
                .toList());
    }

    private Plan group(Outgoing outgoing, Jid to) throws MalformedNode {
        var letter = outgoing.letter();
        var sender = outgoing.from().account();
        var found = groups.find(to);
        if (found.isEmpty()) {
            return Plan.refused(NO_GROUP);
        }
        var group = found.get();
        if (!group.has(sender)) {
            return Plan.refused(NOT_MEMBER);
        }
        if (!letter.mayBeWrittenBy(sender, group)) {
            return Plan.refused(NOT_ADMIN);
        }
        return Plan.of(toGroup(outgoing, group));
    }

    private List<Copy> toGroup(Outgoing outgoing, Group group) throws MalformedNode {
        Form form = (_, encs) -> outgoing.inGroup(group, encs);
        var letter = outgoing.letter();
        var single = letter.participant();
        if (single.isPresent()) {
            return resend(outgoing, single.get(), form).stream()
                    .filter(copy -> group.has(copy.to().account()))
                    .toList();
        }
        var audience = new LinkedHashSet<Device>();
        if (letter.hasSenderKeyMessage()) {
            group.members().forEach(member -> audience.addAll(member.devices()));
        } else {
            listed(letter).keySet().stream()
                    .filter(device -> group.has(device.account()))
                    .forEach(audience::add);
        }
        return toAll(outgoing, audience, form);
    }

    /// Makes a recipient's stanza of the recipient's ciphertexts.
    private interface Form {
        Node of(Device recipient, List<Node> ciphertexts);
    }

    /// To the one device that asked for it, wherever its ciphertext stands.
    private List<Copy> resend(Outgoing outgoing, Jid single, Form form) {
        var letter = outgoing.letter();
        return exchange.accounts().device(single).stream()
                .filter(device -> device != outgoing.from())
                .filter(device -> !isBlocked(outgoing.from().account(), device.account()))
                .map(device -> new Copy(device, form.of(device, listed(letter).getOrDefault(device, letter.direct()))))
                .toList();
    }

    private List<Copy> toAll(Outgoing outgoing, Iterable<Device> audience, Form form) {
        var letter = outgoing.letter();
        var sender = outgoing.from().account();
        var listed = listed(letter);
        var copies = new ArrayList<Copy>();
        for (var device : audience) {
            if (device != outgoing.from() && !isBlocked(sender, device.account())) {
                var encs = new ArrayList<>(listed.getOrDefault(device, List.of()));
                encs.addAll(letter.direct());
                copies.add(new Copy(device, form.of(device, encs)));
            }
        }
        return copies;
    }

    /// All devices of those whom the list names, by device or as a person, see a status post.
    private List<Copy> status(Outgoing outgoing) throws MalformedNode {
        var letter = outgoing.letter();
        var own = outgoing.from().account();
        var single = letter.participant();
        var named = single.map(Set::of).orElse(letter.enclosed().keySet());
        var addressing = named.stream().findFirst().map(Addressing::of).orElse(Addressing.PN);
        // Clients know their own posts by their number.
        Form form = (device, encs) -> outgoing.status(device.account().equals(own) ? Addressing.PN : addressing, encs);
        if (single.isPresent()) {
            return resend(outgoing, single.get(), form);
        }
        var audience = new LinkedHashSet<Device>();
        named.forEach(jid -> exchange.accounts().find(jid).map(Account::devices).ifPresent(audience::addAll));
        return toAll(outgoing, audience, form);
    }

    /// A broadcast list reaches each listed device as a message between two people.
    private List<Copy> broadcast(Outgoing outgoing) {
        var copies = new ArrayList<Copy>();
        var sender = outgoing.from().account();
        outgoing.letter()
                .enclosed()
                .forEach((jid, encs) -> exchange.accounts()
                        .device(jid)
                        .filter(device -> device != outgoing.from() && !isBlocked(sender, device.account()))
                        .ifPresent(device -> copies.add(new Copy(
                                device,
                                device.account().equals(sender)
                                        ? outgoing.ownCopy(
                                                Optional.of(outgoing.letter().to()), Optional.empty(), encs)
                                        : outgoing.direct(Addressing.of(jid), encs)))));
        return copies;
    }

    private boolean isBlocked(Account sender, Account recipient) {
        return exchange.consent().blocks(recipient, sender);
    }
}
