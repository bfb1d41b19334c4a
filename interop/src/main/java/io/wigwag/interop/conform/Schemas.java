package io.wigwag.interop.conform;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Holds a wire schema of ours against bytes and JSON that others made.
final class Schemas {
    private Schemas() {}

    /// Bytes of a message that our schema must know wholly, and give back unchanged.
    @SuppressWarnings("unchecked")
    static <M extends Message> M same(byte[] bytes, M schema) throws Exception {
        var message = (M) schema.getParserForType().parseFrom(bytes);
        Mismatch.unlessSame("fields that the schema does not know", List.of(), unknown(message));
        Mismatch.unlessSame("the bytes written again", bytes, message.toByteArray());
        return message;
    }

    /// The same message in protobuf's JSON, in both directions.
    static void sameJson(Message message, JsonNode json) throws Exception {
        var read = message.newBuilderForType();
        JsonFormat.parser().merge(json.toString(), read);
        Mismatch.unlessSame("the message as JSON", text(read.build()), text(message));
        Mismatch.unlessSame("the message", read.build(), message);
    }

    private static String text(Message message) throws Exception {
        return JsonFormat.printer()
                .omittingInsignificantWhitespace()
                .sortingMapKeys()
                .print(message);
    }

    private static List<String> unknown(Message message) {
        var found = new ArrayList<String>();
        collectUnknown(message, message.getDescriptorForType().getName(), found);
        return found;
    }

    private static void collectUnknown(Message message, String path, List<String> found) {
        message.getUnknownFields().asMap().keySet().forEach(number -> found.add(path + "." + number));
        message.getAllFields().forEach((field, value) -> {
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                var values = field.isRepeated() ? (List<?>) value : List.of(value);
                values.forEach(child -> collectUnknown((Message) child, path + "." + field.getName(), found));
            }
        });
    }
}
