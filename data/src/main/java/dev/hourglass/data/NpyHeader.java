package dev.hourglass.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The header of an npy file: a Python dictionary with exactly the keys {@code descr}, {@code
 * fortran_order} and {@code shape}. Only that much of Python's syntax is understood.
 *
 * @param descr type of the numbers, such as {@code <f4}
 * @param fortranOrder whether the first axis varies fastest
 * @param shape lengths of the axes, not trusted
 */
record NpyHeader(String descr, boolean fortranOrder, long[] shape) {
  private static final int MOST_AXES = 32;

  /** Parses the text; a mistake is reported with its character. */
  static NpyHeader parse(String file, String text) {
    return new Parser(file, text).dictionary();
  }

  private static final class Parser {
    private final String file;
    private final String text;
    private int at;

    Parser(String file, String text) {
      this.file = file;
      this.text = text;
    }

    NpyHeader dictionary() {
      String descr = "";
      boolean fortran = false;
      long[] shape = {};
      Set<String> keys = new HashSet<>();
      expect('{');
      while (!take('}')) {
        String key = string();
        expect(':');
        switch (key) {
          case "descr" -> descr = string();
          case "fortran_order" -> fortran = truth();
          case "shape" -> shape = tuple();
          default -> throw refusal("the key " + DataException.quote(key), "no key but these three");
        }
        if (!keys.add(key)) {
          throw refusal("the key " + DataException.quote(key) + " twice", "each key once");
        }
        if (!take(',')) {
          expect('}');
          break;
        }
      }
      skipSpace();
      if (at < text.length()) {
        throw refusal("text after the dictionary", "nothing but spaces");
      }
      if (keys.size() != 3) {
        throw refusal("the keys " + keys, "descr, fortran_order and shape");
      }
      return new NpyHeader(descr, fortran, shape);
    }

    private String string() {
      skipSpace();
      char quote = at < text.length() ? text.charAt(at) : ' ';
      if (quote != '\'' && quote != '"') {
        throw refusal(next(), "a string");
      }
      int end = text.indexOf(quote, at + 1);
      if (end < 0) {
        throw refusal("a string without end", "a closing quotation mark");
      }
      String value = text.substring(at + 1, end);
      at = end + 1;
      return value;
    }

    private boolean truth() {
      skipSpace();
      for (String word : List.of("True", "False")) {
        if (text.startsWith(word, at)) {
          at += word.length();
          return word.equals("True");
        }
      }
      throw refusal(next(), "True or False");
    }

    private long[] tuple() {
      List<Long> lengths = new ArrayList<>();
      expect('(');
      while (!take(')')) {
        if (lengths.size() == MOST_AXES) {
          throw refusal("more axes", "at most " + MOST_AXES);
        }
        lengths.add(length());
        if (!take(',')) {
          expect(')');
          break;
        }
      }
      return lengths.stream().mapToLong(Long::longValue).toArray();
    }

    private long length() {
      skipSpace();
      int start = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      if (at == start || at - start > 18) {
        throw refusal(next(), "the length of an axis");
      }
      return Long.parseLong(text, start, at, 10);
    }

    private boolean take(char c) {
      skipSpace();
      if (at < text.length() && text.charAt(at) == c) {
        at++;
        return true;
      }
      return false;
    }

    private void expect(char c) {
      if (!take(c)) {
        throw refusal(next(), "\"" + c + "\"");
      }
    }

    private void skipSpace() {
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n')) {
        at++;
      }
    }

    private String next() {
      return at < text.length() ? DataException.quote(text.substring(at)) : "its end";
    }

    private DataException refusal(String found, String expected) {
      return new DataException(
          file,
          "header, character " + (at + 1),
          found,
          expected,
          "write the file again with numpy.save");
    }
  }
}
