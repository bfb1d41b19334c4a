package io.wigwag.interop.conform;

import com.google.protobuf.util.JsonFormat;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.web.WebMessageInfo;

/// `messages.json`: messages as an application's wishes become them, and taken out of their wrappings.
final class Messages implements VectorSuite {
    @Override
    public String file() {
        return "messages.json";
    }

    @Override
    public void check(VectorCase vector) throws Exception {
        switch (vector.kind()) {
            case "content" -> {
                if (vector.json().path("throws").asBoolean(false)) {
                    throw new NotCovered("building messages from content");
                }
                Schemas.sameJson(message(vector), vector.get("json"));
                // Fails on any name or value that our schema of the message's surroundings does not have.
                JsonFormat.parser().merge(vector.get("webMessageInfo").toString(), WebMessageInfo.newBuilder());
            }
            case "unwrap" -> {
                Schemas.sameJson(message(vector), vector.get("json"));
                Schemas.same(vector.hex("inner"), Message.getDefaultInstance());
            }
            case "extract" -> Schemas.sameJson(message(vector), vector.get("json"));
            case "padding" -> message(vector);
            case "unpad" -> throw new NotCovered("padding of messages");
            default -> throw VectorSuite.unknownKind(vector);
        }
    }

    private static Message message(VectorCase vector) throws Exception {
        return Schemas.same(vector.hex("message"), Message.getDefaultInstance());
    }
}
