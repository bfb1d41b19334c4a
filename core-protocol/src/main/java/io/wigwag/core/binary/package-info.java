/// Nodes: the trees that client and server exchange, and their compact byte form, both ways. Works on byte arrays and
/// windows of them; knows no sockets and no ciphers.
@NullMarked
package io.wigwag.core.binary;

import org.jspecify.annotations.NullMarked;
