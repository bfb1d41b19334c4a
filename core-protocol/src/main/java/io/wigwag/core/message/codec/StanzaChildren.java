package io.wigwag.core.message.codec;

import io.wigwag.core.binary.Node;
import io.wigwag.core.message.content.Wrapping;
import io.wigwag.proto.e2e.InteractiveMessage;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.PollType;
import io.wigwag.proto.e2e.SecretEncryptedMessage.SecretEncType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The nodes that some contents have beside their ciphertext.
final class StanzaChildren {
    private static final String MIXED = "mixed";

    private StanzaChildren() {}

    static List<Node> meta(Unwrapped unwrapped) {
        var message = unwrapped.inner();
        var nodes = new ArrayList<Node>();
        pollType(message).ifPresent(type -> nodes.add(meta("polltype", type)));
        eventType(message).ifPresent(type -> nodes.add(meta("event_type", type)));
        if (unwrapped.wrappings().contains(Wrapping.VIEW_ONCE)) {
            nodes.add(meta("view_once", "true"));
        }
        if (message.getProtocolMessage().hasMemberLabel()) {
            var removed =
                    message.getProtocolMessage().getMemberLabel().getLabel().isEmpty();
            nodes.add(Node.tag("meta")
                    .attribute("appdata", "member_tag")
                    .attribute("tag_reason", removed ? "user_delete" : "user_update")
                    .build());
        }
        return nodes;
    }

    private static Node meta(String name, String value) {
        return Node.tag("meta").attribute(name, value).build();
    }

    static Optional<String> pollType(Message message) {
        var polls = Stream.of(
                        message.getPollCreationMessage(),
                        message.getPollCreationMessageV2(),
                        message.getPollCreationMessageV3(),
                        message.getPollCreationMessageV5(),
                        message.getPollCreationMessageV6())
                .filter(poll -> !poll.equals(poll.getDefaultInstanceForType()))
                .findFirst();
        if (polls.isPresent()) {
            return Optional.of(polls.get().getPollType() == PollType.QUIZ ? "quiz_creation" : "creation");
        }
        if (message.hasPollUpdateMessage()) {
            return Optional.of("vote");
        }
        var secret = message.getSecretEncryptedMessage().getSecretEncType();
        return secret == SecretEncType.POLL_EDIT || secret == SecretEncType.POLL_ADD_OPTION
                ? Optional.of("edit")
                : Optional.empty();
    }

    static Optional<String> eventType(Message message) {
        if (message.hasEventMessage()) {
            return Optional.of("creation");
        }
        if (message.hasEncEventResponseMessage()) {
            return Optional.of("response");
        }
        return message.getSecretEncryptedMessage().getSecretEncType() == SecretEncType.EVENT_EDIT
                ? Optional.of("edit")
                : Optional.empty();
    }

    /// What marks a message with buttons or a list. Such a message goes as text, whatever it holds.
    static Optional<Node> business(Message message) {
        if (message.hasListMessage()) {
            return Optional.of(biz(Node.tag("list")
                    .attribute("type", "product_list")
                    .attribute("v", "2")
                    .build()));
        }
        if (message.hasButtonsMessage()) {
            return Optional.of(biz(nativeFlow(MIXED)));
        }
        return message.getInteractiveMessage().hasNativeFlowMessage()
                ? Optional.of(biz(nativeFlow(flowName(message.getInteractiveMessage()))))
                : Optional.empty();
    }

    private static String flowName(InteractiveMessage message) {
        var buttons = message.getNativeFlowMessage().getButtonsList();
        return switch (buttons.isEmpty() ? "" : buttons.getFirst().getName()) {
            case "payment_info" -> "payment_info";
            case "review_and_pay" -> "order_details";
            default -> MIXED;
        };
    }

    private static Node nativeFlow(String name) {
        var flow = Node.tag("native_flow");
        if (name.equals(MIXED)) {
            flow.attribute("v", "9");
        }
        return Node.tag("interactive")
                .attribute("type", "native_flow")
                .attribute("v", "1")
                .child(flow.attribute("name", name))
                .build();
    }

    private static Node biz(Node child) {
        return Node.tag("biz").child(child).build();
    }
}
