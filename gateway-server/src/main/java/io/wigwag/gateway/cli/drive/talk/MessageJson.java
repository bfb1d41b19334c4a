package io.wigwag.gateway.cli.drive.talk;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Protobuf messages as JSON, both ways, in the form that drivers share: camelCase names, bytes as `{"b64": ...}`, an
/// enum as its number, a 64-bit integer as a number while a double holds it exactly and as text beyond. Fields that are
/// not set are left out.
public final class MessageJson {
    private static final long EXACT = 1L << 53;
    private static final String BYTES = "b64";

    private MessageJson() {}

    /// A message as drivers tell it.
    public static ObjectNode write(Message message) {
        var json = JsonNodeFactory.instance.objectNode();
        message.getAllFields().forEach((field, value) -> json.set(name(field), value(field, value)));
        return json;
    }

    private static String name(FieldDescriptor field) {
        return field.getJsonName();
    }

    private static JsonNode value(FieldDescriptor field, Object value) {
        if (!field.isRepeated()) {
            return single(value);
        }
        var list = JsonNodeFactory.instance.arrayNode();
        ((List<?>) value).forEach(each -> list.add(single(each)));
        return list;
    }

    private static JsonNode single(Object value) {
        var make = JsonNodeFactory.instance;
        return switch (value) {
            case Boolean truth -> make.booleanNode(truth);
            case Integer number -> make.numberNode(number);
            case Long number ->
                Math.abs(number) <= EXACT ? make.numberNode(number) : make.stringNode(number.toString());
            case Float number -> make.numberNode(number);
            case Double number -> make.numberNode(number);
            case String text -> make.stringNode(text);
            case ByteString bytes -> bytes(bytes.toByteArray());
            case EnumValueDescriptor word -> make.numberNode(word.getNumber());
            case Message message -> write(message);
            default -> throw new IllegalArgumentException("a field of " + value.getClass());
        };
    }

    static ObjectNode bytes(byte[] bytes) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(BYTES, Base64.getEncoder().encodeToString(bytes));
    }

    static byte[] bytes(JsonNode json) {
        return Base64.getDecoder().decode(json.path(BYTES).asString(""));
    }

    /// Fills a message from what a driver was told.
    ///
    /// @throws IllegalArgumentException for a field that the message does not have, or that is of another kind
    public static <B extends Message.Builder> B read(JsonNode json, B into) {
        var fields = into.getDescriptorForType().getFields();
        json.properties().forEach(entry -> {
            var field = fields.stream()
                    .filter(known -> name(known).equals(entry.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no field " + entry.getKey()));
            if (field.isRepeated()) {
                entry.getValue().forEach(each -> into.addRepeatedField(field, single(field, each, into)));
            } else {
                into.setField(field, single(field, entry.getValue(), into));
            }
        });
        return into;
    }

    private static Object single(FieldDescriptor field, JsonNode json, Message.Builder parent) {
        return switch (field.getJavaType()) {
            case BOOLEAN -> json.asBoolean();
            case INT -> (int) json.asLong();
            case LONG -> json.isString() ? Long.parseLong(json.asString()) : json.asLong();
            case FLOAT -> (float) json.asDouble();
            case DOUBLE -> json.asDouble();
            case STRING -> json.asString();
            case BYTE_STRING -> ByteString.copyFrom(bytes(json));
            case ENUM -> word(field, json);
            case MESSAGE -> read(json, parent.newBuilderForField(field)).build();
        };
    }

    private static EnumValueDescriptor word(FieldDescriptor field, JsonNode json) {
        var type = field.getEnumType();
        var named = json.isString()
                ? type.findValueByName(json.asString())
                : type.findValueByNumberCreatingIfUnknown(json.asInt());
        if (named == null) {
            throw new IllegalArgumentException("no word " + json + " for " + field.getJsonName());
        }
        return named;
    }
}
