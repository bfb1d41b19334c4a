package io.wigwag.storage.eventlog;

import io.wigwag.storage.document.Batch;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Fence;
import io.wigwag.storage.document.Records;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Update;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// The end of a device's log, where its owner writes. Belongs to the device's thread.
public final class DeviceLog {
    private final Records<LoggedEvent> events;
    private final Records<Mark> heads;
    private final String device;
    private final Duration kept;
    /// Unknown at first, and after a failure, which may have been half of a success.
    private OptionalLong last = OptionalLong.empty();

    DeviceLog(DocumentStore store, Tenant tenant, String device, Duration kept) {
        this.events = store.records(LoggedEvent.TYPE, tenant);
        this.heads = store.records(Mark.HEAD, tenant);
        this.device = device;
        this.kept = kept;
    }

    /// Writes what is in the batch, the facts, and after them the events that tell of them; the events with their
    /// numbers. When it returns, both are stored, and what caused them may be acknowledged. When it fails, nobody
    /// is told; facts may be stored without their events, and are then met again on the next attempt.
    public List<LoggedEvent> commit(Batch facts, Fence fence, List<NewEvent> told) {
        return commit(facts, fence, told, _ -> {});
    }

    /// The same with writes behind the events: what may only be so once they are stored.
    public List<LoggedEvent> commit(Batch facts, Fence fence, List<NewEvent> told, Consumer<Batch> behind) {
        var number = last.orElseGet(this::lastNumber);
        last = OptionalLong.empty();
        var logged = new ArrayList<LoggedEvent>();
        for (var event : told) {
            number++;
            logged.add(new LoggedEvent(device, number, event, event.at().plus(kept)));
        }
        if (!logged.isEmpty()) {
            // The head first: a crash in between leaves a number out, never gives one twice.
            facts.update(heads, device, Update.max(Mark.NUMBER, number).orInsert());
            logged.forEach(event -> facts.insert(events, event));
        }
        behind.accept(facts);
        facts.commit(fence);
        last = OptionalLong.of(number);
        return List.copyOf(logged);
    }

    private long lastNumber() {
        return heads.get(device).map(head -> head.record().number()).orElse(0L);
    }
}
