// The hover cards of the page, by code: kept where the citation layer finds them when it shows one.
export default function ({ data }) {
  window.citationCards = data.items;
}
