package io.wigwag.core.message.codec;

import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Reply;
import io.wigwag.proto.e2e.ButtonsResponseMessage;
import io.wigwag.proto.e2e.InteractiveResponseMessage;
import io.wigwag.proto.e2e.ListResponseMessage;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.TemplateButtonReplyMessage;
import java.util.Optional;

/// Choices among what was offered.
final class ReplyCodec {
    private ReplyCodec() {}

    static void write(Reply reply, Message.Builder out) {
        switch (reply) {
            case Reply.Button(var id, var text) ->
                out.getButtonsResponseMessageBuilder()
                        .setSelectedButtonId(id)
                        .setSelectedDisplayText(text)
                        .setType(ButtonsResponseMessage.Type.DISPLAY_TEXT);
            case Reply.TemplateButton(var id, var text, var index) ->
                out.getTemplateButtonReplyMessageBuilder()
                        .setSelectedId(id)
                        .setSelectedDisplayText(text)
                        .setSelectedIndex(index);
            case Reply.Row(var id, var title, var description) -> {
                var list = out.getListResponseMessageBuilder()
                        .setTitle(title)
                        .setDescription(description)
                        .setListType(ListResponseMessage.ListType.SINGLE_SELECT);
                list.getSingleSelectReplyBuilder().setSelectedRowId(id);
            }
            case Reply.Flow(var id, var json, var version, var text) -> {
                var response = out.getInteractiveResponseMessageBuilder();
                response.getBodyBuilder().setText(text);
                response.getNativeFlowResponseMessageBuilder()
                        .setName(id)
                        .setParamsJson(json)
                        .setVersion(version);
            }
        }
    }

    static Content read(ButtonsResponseMessage response) {
        return new Reply.Button(response.getSelectedButtonId(), response.getSelectedDisplayText());
    }

    static Content read(TemplateButtonReplyMessage reply) {
        return new Reply.TemplateButton(
                reply.getSelectedId(), reply.getSelectedDisplayText(), reply.getSelectedIndex());
    }

    static Content read(ListResponseMessage response) {
        return new Reply.Row(
                response.getSingleSelectReply().getSelectedRowId(), response.getTitle(), response.getDescription());
    }

    static Optional<Content> read(InteractiveResponseMessage response) {
        if (!response.hasNativeFlowResponseMessage()) {
            return Optional.empty();
        }
        var flow = response.getNativeFlowResponseMessage();
        return Optional.of(new Reply.Flow(
                flow.getName(),
                flow.getParamsJson(),
                flow.getVersion(),
                response.getBody().getText()));
    }
}
