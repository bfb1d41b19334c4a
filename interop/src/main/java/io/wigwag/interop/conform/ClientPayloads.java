package io.wigwag.interop.conform;

import io.wigwag.proto.login.ClientPayload;
import io.wigwag.proto.login.DeviceProps;

/// `client-payload.json`: what a client tells about itself in the handshake.
final class ClientPayloads implements VectorSuite {
    @Override
    public String file() {
        return "client-payload.json";
    }

    @Override
    public void check(VectorCase vector) throws Exception {
        switch (vector.kind()) {
            case "registration" -> {
                var payload = payload(vector);
                var props = Schemas.same(
                        payload.getDevicePairingData().getDeviceProps().toByteArray(),
                        DeviceProps.getDefaultInstance());
                Schemas.sameJson(props, vector.get("deviceProps"));
            }
            case "login" -> payload(vector);
            default -> throw VectorSuite.unknownKind(vector);
        }
    }

    private static ClientPayload payload(VectorCase vector) throws Exception {
        var payload = Schemas.same(vector.hex("payload"), ClientPayload.getDefaultInstance());
        Schemas.sameJson(payload, vector.get("json"));
        return payload;
    }
}
