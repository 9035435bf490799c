package dev.hourglass.cli.report;

/** Keeps passwords in addresses of databases out of pages that are passed on. */
public final class Secrets {
  private Secrets() {}

  /** The text with dots for what stands where passwords do. */
  public static String hidden(String text) {
    return text.replaceAll("(?i)(password|passwd|pwd)=[^&;\\s]*", "$1=...")
        .replaceAll("://([^/@:\\s]+):[^/@\\s]*@", "://$1:...@");
  }
}
