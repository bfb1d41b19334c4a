package io.wigwag.gateway.cli.drive.talk;

import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.addon.Archive;
import io.wigwag.core.message.addon.KeptMessage;
import io.wigwag.core.message.codec.ContentReader;
import io.wigwag.core.message.content.SealedAddOn;
import io.wigwag.core.message.mail.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The messages that were seen or sent, so that a command can name one by its id. Bounded: the oldest go.
final class Memory implements Archive {
    private static final int CAPACITY = 20_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<MessageId, Known> messages = bounded();
    private final Map<MessageId, List<MessageId>> addOns = bounded();

    private static <V> Map<MessageId, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<MessageId, V> eldest) {
                return size() > CAPACITY;
            }
        };
    }

    void keep(Known message) {
        lock.lock();
        try {
            messages.put(message.id(), message);
            if (ContentReader.read(message.message()).content() instanceof SealedAddOn sealed) {
                var added = addOns.computeIfAbsent(sealed.target().id(), _ -> new ArrayList<>());
                if (!added.contains(message.id())) {
                    added.add(message.id());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    Optional<Known> find(MessageId id) {
        lock.lock();
        try {
            return Optional.ofNullable(messages.get(id));
        } finally {
            lock.unlock();
        }
    }

    Known get(MessageId id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no message " + id + " was seen or sent"));
    }

    @Override
    public Optional<KeptMessage> find(Named chat, MessageId id) {
        return find(id).map(Known::kept);
    }

    @Override
    public List<KeptMessage> addOnsTo(Named chat, MessageId id) {
        lock.lock();
        try {
            return addOns.getOrDefault(id, List.of()).stream()
                    .flatMap(added -> Optional.ofNullable(messages.get(added)).stream())
                    .map(Known::kept)
                    .toList();
        } finally {
            lock.unlock();
        }
    }
}
