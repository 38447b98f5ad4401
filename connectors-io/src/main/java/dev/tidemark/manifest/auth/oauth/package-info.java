/** OAuth 2.0: access tokens, how they are asked for, renewed, and kept where that uses them up. */
package dev.tidemark.manifest.auth.oauth;
