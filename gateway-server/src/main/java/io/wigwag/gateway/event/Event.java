package io.wigwag.gateway.event;

import io.wigwag.gateway.http.json.Described;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// Something that happened, as everybody is told it: in lists, streams and webhooks alike.
@Described("Something that happened to a device")
public record Event(
        @Described("Stays the same however often the event is told; a cursor, too")
        String id,

        @Described("What happened, such as `device.status`") String type,
        String deviceId,
        Instant time,
        @Described("Depends on the type") JsonNode data) {}
