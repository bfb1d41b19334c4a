package io.wigwag.core.message.codec;

import io.wigwag.proto.e2e.InteractiveMessage;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.TemplateMessage;
import java.util.stream.Stream;

/// The words in messages that have no type here.
final class RawText {
    private RawText() {}

    static String of(Message message) {
        return Stream.of(
                        template(message.getTemplateMessage()),
                        interactive(message.getInteractiveMessage()),
                        message.getButtonsMessage().getContentText(),
                        message.getListMessage().getDescription(),
                        message.getHighlyStructuredMessage()
                                .getHydratedHsm()
                                .getHydratedTemplate()
                                .getHydratedContentText(),
                        message.getProductMessage().getBody(),
                        message.getProductMessage().getProduct().getTitle(),
                        message.getOrderMessage().getMessage(),
                        message.getOrderMessage().getOrderTitle(),
                        message.getInvoiceMessage().getNote(),
                        message.getImageMessage().getCaption(),
                        message.getVideoMessage().getCaption(),
                        message.getDocumentMessage().getCaption(),
                        message.getGroupInviteMessage().getCaption(),
                        message.getEventMessage().getName(),
                        message.getEventInviteMessage().getEventTitle(),
                        message.getPollResultSnapshotMessage().getName(),
                        message.getPollResultSnapshotMessageV3().getName(),
                        message.getPollResultSnapshotMessageV3Legacy().getName(),
                        message.getScheduledCallCreationMessage().getTitle(),
                        message.getStatusQuestionAnswerMessage().getText(),
                        message.getQuestionResponseMessage().getText(),
                        message.getBcallMessage().getCaption(),
                        note(message))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String template(TemplateMessage template) {
        return Stream.of(
                        template.getHydratedTemplate().getHydratedContentText(),
                        template.getHydratedFourRowTemplate().getHydratedContentText(),
                        interactive(template.getInteractiveMessageTemplate()))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String interactive(InteractiveMessage message) {
        return message.getBody().getText();
    }

    /// What somebody wrote beside a payment.
    private static String note(Message message) {
        var note = message.hasSendPaymentMessage()
                ? message.getSendPaymentMessage().getNoteMessage()
                : message.getRequestPaymentMessage().getNoteMessage();
        return note.getConversation().isEmpty() ? note.getExtendedTextMessage().getText() : note.getConversation();
    }
}
