package io.wigwag.core.people;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.ParticipantHash;
import io.wigwag.core.octets.Octets;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The devices of one account, as the server last told them. The phone is one of them, always.
///
/// ```
/// version 1 | unix seconds (8) | count (2) | each: number (2), 1 with key index + 2 hosted (1), key index (4)
/// ```
///
/// @param at when the server told
public record DeviceList(List<Entry> entries, Instant at) {
    static final int MOST = 100;

    private static final byte VERSION = 1;
    private static final int HEAD = 11;
    private static final int ENTRY = 7;
    private static final int WITH_INDEX = 1;
    private static final int HOSTED = 2;

    /// One device.
    ///
    /// @param keyIndex by which the account vouches for a linked device
    public record Entry(int device, OptionalInt keyIndex, boolean hosted) {
        static final Entry PHONE = new Entry(0, OptionalInt.empty(), false);
    }

    public DeviceList {
        var byNumber = new LinkedHashMap<Integer, Entry>();
        byNumber.put(0, Entry.PHONE);
        entries.forEach(entry -> byNumber.put(entry.device(), entry));
        entries = List.copyOf(byNumber.values());
    }

    /// The addresses of the devices under a name of their owner.
    public List<Jid> devices(Jid account) {
        return entries.stream()
                .map(entry -> Names.device(account, entry.device(), entry.hosted()))
                .toList();
    }

    public boolean has(int device) {
        return entries.stream().anyMatch(entry -> entry.device() == device);
    }

    /// By which both sides see whether they know the same devices.
    public String hash(Jid account) {
        return ParticipantHash.of(entries.stream()
                .map(entry -> account.withDevice(entry.device()))
                .toList());
    }

    DeviceList with(Entry added, Instant now) {
        var all = new ArrayList<>(entries);
        all.removeIf(entry -> entry.device() == added.device());
        all.add(added);
        return new DeviceList(all, now);
    }

    DeviceList without(int device, Instant now) {
        return new DeviceList(
                entries.stream().filter(entry -> entry.device() != device).toList(), now);
    }

    Octets toOctets() {
        var out = ByteBuffer.allocate(HEAD + ENTRY * entries.size())
                .put(VERSION)
                .putLong(at.getEpochSecond())
                .putShort((short) entries.size());
        for (var entry : entries) {
            var marks = (entry.keyIndex().isPresent() ? WITH_INDEX : 0) | (entry.hosted() ? HOSTED : 0);
            out.putShort((short) entry.device())
                    .put((byte) marks)
                    .putInt(entry.keyIndex().orElse(0));
        }
        return Octets.wrap(out.array());
    }

    /// Empty for bytes that are no such list, or one of a newer version: the server is asked again then.
    static Optional<DeviceList> parse(Octets bytes) {
        var in = bytes.asBuffer();
        if (in.remaining() < HEAD || in.get() != VERSION) {
            return Optional.empty();
        }
        var at = Instant.ofEpochSecond(Math.clamp(in.getLong(), 0L, Instant.MAX.getEpochSecond()));
        var count = in.getShort() & 0xFFFF;
        if (in.remaining() != count * ENTRY) {
            return Optional.empty();
        }
        var entries = new ArrayList<Entry>(count);
        for (var i = 0; i < count; i++) {
            var device = in.getShort() & 0xFFFF;
            var marks = in.get();
            var index = in.getInt();
            entries.add(new Entry(
                    device,
                    (marks & WITH_INDEX) == 0 ? OptionalInt.empty() : OptionalInt.of(index),
                    (marks & HOSTED) != 0));
        }
        return Optional.of(new DeviceList(entries, at));
    }
}
