package io.wigwag.core.signal;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.octets.Readings;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StateChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sender keys in a store, as [SignalSessions] is for sessions: reads, computes, and hands back what has to be
/// committed.
public final class GroupSessions {
    private static final Logger LOG = LoggerFactory.getLogger(GroupSessions.class);

    /// Each may hold some kilobytes that make checking its signatures fast.
    private static final int LIVELY = 8;

    private final DeviceState state;
    private final GroupCipher cipher;
    private final Readings<SenderKeyName, SenderKeyRecord> lively = new Readings<>(LIVELY);

    public GroupSessions(DeviceState state, GroupCipher cipher) {
        this.state = state;
        this.cipher = cipher;
    }

    /// A group message with the key that reads it, for members who lack that. `fresh` tells that nobody has it yet.
    public record Outgoing(
            Encrypted message, SenderKeyDistribution distribution, boolean fresh, List<StateChange> changes) {
        public Outgoing {
            changes = List.copyOf(changes);
        }
    }

    /// A group message read.
    public record Incoming(Octets plaintext, List<StateChange> changes) {
        public Incoming {
            changes = List.copyOf(changes);
        }
    }

    /// Encrypts with our key of the group, making one when there is none or when somebody left who must not read on.
    public Outgoing encrypt(SenderKeyName own, Octets plaintext, boolean renew) {
        var held = renew ? SenderKeyRecord.EMPTY : record(own);
        var fresh = held.own().isEmpty();
        var record = fresh ? cipher.begin() : held;
        try {
            var distribution = cipher.distribution(record);
            var sent = cipher.encrypt(record, plaintext);
            var changes = new ArrayList<StateChange>();
            if (fresh) {
                changes.add(new StateChange.ForgetHolders(own.group()));
            }
            changes.add(put(own, sent.record()));
            return new Outgoing(sent.encrypted(), distribution, fresh, changes);
        } catch (SignalFailure.NoSenderKey impossible) {
            throw new AssertionError("a record that was just found to have a key of ours", impossible);
        }
    }

    /// Our key of the group as it reads the next message; empty when there is none yet.
    public Optional<SenderKeyDistribution> distribution(SenderKeyName own) {
        var held = record(own);
        try {
            return held.own().isEmpty() ? Optional.empty() : Optional.of(cipher.distribution(held));
        } catch (SignalFailure.NoSenderKey impossible) {
            throw new AssertionError("a record that was just found to have a key of ours", impossible);
        }
    }

    public Incoming decrypt(SenderKeyName name, Octets message) throws SignalFailure {
        var received = cipher.decrypt(record(name), message);
        return new Incoming(received.plaintext(), List.of(put(name, received.record())));
    }

    /// Takes a key that a member gave us; nothing to commit when we had it.
    public List<StateChange> accept(SenderKeyName name, SenderKeyDistribution distribution) {
        var held = record(name);
        var next = cipher.accept(held, distribution);
        return next.equals(held) ? List.of() : List.of(new StateChange.PutSenderKey(name, next.toOctets()));
    }

    /// Moves the keys that a user gave us to another name of the same user, and the memory that the user has ours. Keys
    /// that are there already stay the newer. Belongs in one commit with [SignalSessions#migrate].
    public List<StateChange> migrate(String from, String to) {
        var names = state.senderKeysOf(from);
        var targets = new HashMap<SenderKeyName, SenderKeyName>();
        names.forEach(name -> targets.put(
                name,
                new SenderKeyName(
                        name.group(), new DeviceAddress(to, name.sender().device()))));
        var all = new ArrayList<>(names);
        all.addAll(targets.values());
        var records = state.senderKeys(all);
        var changes = new ArrayList<StateChange>();
        for (var name : names) {
            var target = Optional.ofNullable(targets.get(name)).orElseThrow();
            var joined = read(records, target).before(read(records, name));
            changes.add(new StateChange.PutSenderKey(target, joined.toOctets()));
            changes.add(new StateChange.DeleteSenderKey(name));
        }
        state.heldBy(from).forEach((group, devices) -> {
            changes.add(new StateChange.RemoveHolders(group, devices));
            changes.add(new StateChange.AddHolders(
                    group,
                    devices.stream()
                            .map(device -> new DeviceAddress(to, device.device()))
                            .collect(Collectors.toSet())));
        });
        return changes;
    }

    private SenderKeyRecord record(SenderKeyName name) {
        return read(state.senderKeys(List.of(name)), name);
    }

    private StateChange put(SenderKeyName name, SenderKeyRecord next) {
        var record = next.toOctets();
        lively.put(name, record, next);
        return new StateChange.PutSenderKey(name, record);
    }

    /// A record that can't be read is as good as none: its sender is asked for the message again, with the key.
    private SenderKeyRecord read(Map<SenderKeyName, Octets> records, SenderKeyName name) {
        var record = records.get(name);
        if (record == null) {
            return SenderKeyRecord.EMPTY;
        }
        try {
            return lively.of(name, record, SenderKeyRecord::parse);
        } catch (MalformedRecord unreadable) {
            LOG.warn("A stored sender key is unreadable and will be replaced: {}", unreadable.getMessage());
            return SenderKeyRecord.EMPTY;
        }
    }
}
