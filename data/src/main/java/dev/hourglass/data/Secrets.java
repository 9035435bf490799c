package dev.hourglass.data;

/** Keeps passwords in addresses of databases out of what is printed or passed on. */
public final class Secrets {
  private Secrets() {}

  /**
   * The text with dots for what stands where passwords do: from {@code password=} to the next
   * {@code &}, blank, or {@code ;name=}, and between a name and {@code @}. What is hidden stays as
   * it is.
   */
  public static String hidden(String text) {
    return text.replaceAll(
            "(?i)(pass(?:word|wd|phrase)|pwd)=(?!\\.{3}(?!\\w))(?:(?!;\\w+=)[^&\\s])*", "$1=...")
        .replaceAll("://([^/@:\\s?]+):[^/\\s?]*@", "://$1:...@");
  }
}
