package io.wigwag.gateway.device;

import io.wigwag.core.event.DeviceEvent;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.gateway.event.Happening;
import io.wigwag.gateway.http.json.Shape;
import io.wigwag.gateway.http.json.Shapes;
import java.time.Instant;
import java.util.Optional;

/// What of a device's life is told to its tenant, and in which words. Codes are not: who has one can link the account.
final class Tidings {
    private static final Shapes SHAPES = Shapes.standard();
    private static final Shape<Standing> STATUS = SHAPES.of(Standing.class);
    private static final Shape<Linked> LINKED = SHAPES.of(Linked.class);
    private static final Shape<Why> WHY = SHAPES.of(Why.class);
    private static final Shape<Count> COUNT = SHAPES.of(Count.class);
    private static final Shape<Code> CODE = SHAPES.of(Code.class);
    private static final Shape<Restricted> RESTRICTED = SHAPES.of(Restricted.class);

    private Tidings() {}

    record Linked(String phone, Optional<String> lid, String platform) {}

    record Why(String reason) {}

    record Count(int count) {}

    record Code(Optional<Integer> code) {}

    /// Whether strangers can't be written to.
    record Restricted(boolean active, Optional<Instant> until) {}

    static Happening status(Standing standing) {
        return Happening.of("device.status", STATUS, standing);
    }

    /// Everything but changes of the status, which are told with the time of their beginning.
    static Optional<Happening> of(DeviceEvent event) {
        return switch (event) {
            case LinkEvent.Paired paired ->
                Optional.of(Happening.of(
                        "device.linked",
                        LINKED,
                        new Linked(Numbers.phone(paired.jid()), paired.lid().map(Numbers::lid), paired.platform())));
            case LinkEvent.PairingFailed(var why) -> why("device.link_failed", why);
            case LinkEvent.HandedOver(var stanzas) -> count("device.caught_up", stanzas);
            case LinkEvent.Complained(var code) ->
                Optional.of(Happening.of(
                        "device.complaint",
                        CODE,
                        new Code(code.isPresent() ? Optional.of(code.getAsInt()) : Optional.empty())));
            case LinkEvent.StateRenewed _ -> why("device.renewed", "the store was an older copy");
            case LinkEvent.SetAside(var id) -> why("device.message_set_aside", "could not be kept: " + id);
            case LinkEvent.Restricted(var active, var until) ->
                Optional.of(Happening.of("device.restricted", RESTRICTED, new Restricted(active, until)));
            case LinkEvent.Rebuilt(var stuckIn) -> why("device.rebuilt", "stuck in: " + stuckIn);
            case DeviceEvent.EventsMissed(var count) -> count("device.events_missed", count);
            // Codes are nobody's news; messages are told by those who keep them.
            default -> Optional.empty();
        };
    }

    private static Optional<Happening> why(String type, String reason) {
        return Optional.of(Happening.of(type, WHY, new Why(reason)));
    }

    private static Optional<Happening> count(String type, long count) {
        return Optional.of(Happening.of(type, COUNT, new Count((int) Math.min(count, Integer.MAX_VALUE))));
    }
}
