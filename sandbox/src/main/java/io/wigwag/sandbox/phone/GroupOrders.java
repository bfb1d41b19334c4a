package io.wigwag.sandbox.phone;

import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.group.Actor;
import io.wigwag.sandbox.group.Group;
import io.wigwag.sandbox.group.Outcome;
import io.wigwag.sandbox.message.Traffic;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.world.Device;
import java.util.Arrays;
import java.util.List;

/// What the owner of a phone does to groups.
record GroupOrders(Exchange exchange, Traffic traffic, Device device) {
    Jid create(String subject, String... members) throws IqRefused {
        var draft = io.wigwag.sandbox.group.Draft.of(subject, people(members)).in(exchange.settings().groupAddressing);
        return traffic.assembly()
                .founding()
                .create(Actor.of(device), draft)
                .group()
                .jid();
    }

    List<Outcome> add(Jid group, String... members) throws IqRefused {
        return traffic.assembly().membership().add(Actor.of(device), group(group), people(members));
    }

    List<Outcome> remove(Jid group, String... members) throws IqRefused {
        return traffic.assembly().membership().remove(Actor.of(device), group(group), people(members));
    }

    void leave(Jid group) throws IqRefused {
        traffic.assembly().membership().leave(Actor.of(device), group(group));
    }

    private Group group(Jid jid) {
        return traffic.groups()
                .find(jid)
                .orElseThrow(() -> new IllegalArgumentException("group: " + jid + " (expected: one that is there)"));
    }

    private List<Jid> people(String... people) {
        return Arrays.stream(people)
                .map(whom -> Recipients.person(exchange.accounts(), whom))
                .toList();
    }
}
