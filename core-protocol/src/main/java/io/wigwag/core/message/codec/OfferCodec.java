package io.wigwag.core.message.codec;

import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Offer;
import io.wigwag.proto.e2e.ButtonsMessage;
import io.wigwag.proto.e2e.InteractiveMessage;
import io.wigwag.proto.e2e.ListMessage;
import io.wigwag.proto.e2e.Message;
import java.util.List;
import java.util.Optional;

/// Things to choose from. Those with a picture on top, and lists of products, stay as they are.
final class OfferCodec {
    private static final int FLOW_VERSION = 1;

    private OfferCodec() {}

    static void write(Offer offer, Message.Builder out) {
        switch (offer) {
            case Offer.Buttons(var header, var body, var footer, var buttons) ->
                buttons(header, body, footer, buttons, out.getButtonsMessageBuilder());
            case Offer.Menu menu -> menu(menu, out.getListMessageBuilder());
            case Offer.Flow(var header, var body, var footer, var actions) -> {
                var message = out.getInteractiveMessageBuilder();
                message.getBodyBuilder().setText(body);
                if (!header.isEmpty()) {
                    message.getHeaderBuilder().setTitle(header);
                }
                if (!footer.isEmpty()) {
                    message.getFooterBuilder().setText(footer);
                }
                var flow = message.getNativeFlowMessageBuilder().setMessageVersion(FLOW_VERSION);
                actions.forEach(action ->
                        flow.addButtonsBuilder().setName(action.name()).setButtonParamsJson(action.json()));
            }
        }
    }

    private static void buttons(
            String header, String body, String footer, List<Offer.Button> buttons, ButtonsMessage.Builder out) {
        out.setContentText(body)
                .setHeaderType(header.isEmpty() ? ButtonsMessage.HeaderType.EMPTY : ButtonsMessage.HeaderType.TEXT);
        if (!header.isEmpty()) {
            out.setText(header);
        }
        if (!footer.isEmpty()) {
            out.setFooterText(footer);
        }
        for (var button : buttons) {
            out.addButtonsBuilder()
                    .setButtonId(button.id())
                    .setType(ButtonsMessage.Button.Type.RESPONSE)
                    .getButtonTextBuilder()
                    .setDisplayText(button.label());
        }
    }

    private static void menu(Offer.Menu menu, ListMessage.Builder out) {
        out.setTitle(menu.title())
                .setDescription(menu.body())
                .setFooterText(menu.footer())
                .setButtonText(menu.button())
                .setListType(ListMessage.ListType.SINGLE_SELECT);
        for (var section : menu.sections()) {
            var rows = out.addSectionsBuilder().setTitle(section.title());
            section.rows()
                    .forEach(row -> rows.addRowsBuilder()
                            .setRowId(row.id())
                            .setTitle(row.title())
                            .setDescription(row.description()));
        }
    }

    static Optional<Content> read(ButtonsMessage message) {
        return switch (message.getHeaderCase()) {
            case TEXT, HEADER_NOT_SET ->
                Optional.of(new Offer.Buttons(
                        message.getText(),
                        message.getContentText(),
                        message.getFooterText(),
                        message.getButtonsList().stream()
                                .map(button -> new Offer.Button(
                                        button.getButtonId(),
                                        button.getButtonText().getDisplayText()))
                                .toList()));
            case DOCUMENT_MESSAGE, IMAGE_MESSAGE, VIDEO_MESSAGE, LOCATION_MESSAGE -> Optional.empty();
        };
    }

    static Optional<Content> read(ListMessage message) {
        return message.getListType() == ListMessage.ListType.PRODUCT_LIST
                ? Optional.empty()
                : Optional.of(new Offer.Menu(
                        message.getTitle(),
                        message.getDescription(),
                        message.getFooterText(),
                        message.getButtonText(),
                        message.getSectionsList().stream()
                                .map(OfferCodec::section)
                                .toList()));
    }

    private static Offer.Section section(ListMessage.Section section) {
        return new Offer.Section(
                section.getTitle(),
                section.getRowsList().stream()
                        .map(row -> new Offer.Row(row.getRowId(), row.getTitle(), row.getDescription()))
                        .toList());
    }

    static Optional<Content> read(InteractiveMessage message) {
        if (!message.hasNativeFlowMessage() || message.getHeader().getHasMediaAttachment()) {
            return Optional.empty();
        }
        return Optional.of(new Offer.Flow(
                message.getHeader().getTitle(),
                message.getBody().getText(),
                message.getFooter().getText(),
                message.getNativeFlowMessage().getButtonsList().stream()
                        .map(button -> new Offer.Action(button.getName(), button.getButtonParamsJson()))
                        .toList()));
    }
}
